import { inlineCode } from '../../shell/inline-code.ts';
import { knownInput } from '../../shell/input-text.ts';
import type { SimpleCommand } from '../../shell/model-api.ts';

/** Programs that send their argument or input to a database. */
export const DATABASE_CLIENTS: readonly string[] = [
  'psql',
  'mysql',
  'mariadb',
  'sqlite3',
  'sqlite',
  'sqlcmd',
  'duckdb',
  'cockroach',
  'clickhouse-client',
  'clickhouse',
  'pgcli',
  'mycli',
  'litecli',
  'usql',
  'bq',
  'cqlsh',
  'snowsql',
  'wrangler',
  'turso',
  'beeline',
  'hive',
  'trino',
  'presto',
  'spark-sql',
  'sqlplus',
  'prisma',
  'supabase',
  'osql',
  'isql',
  'iex',
  'influx',
  'databricks',
  'vsql',
];

/** The statements a command sends to a database, as far as the line tells. */
export function statementsOf(command: SimpleCommand): string[] {
  const texts = command.args
    .map((word) => word.text.replace(/^--?[\w-]+=/, ''))
    .filter((text) => /\s/.test(text));
  const input = knownInput(command);
  if (input !== undefined) texts.push(input);
  return texts.flatMap(split);
}

/** SQL inside inline code: `cursor.execute("DROP TABLE x")`. */
export function statementsInCode(command: SimpleCommand): string[] {
  const code = inlineCode(command)?.text;
  if (code === undefined || !/execute|query|\bsql\b|\$executeRaw/i.test(code)) return [];
  return [...code.matchAll(/"""([^"]+)"""|"([^"]+)"|'([^']+)'|`([^`]+)`/g)].flatMap((match) =>
    split(match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''),
  );
}

/** Splits into statements, without comments and with the content of literals removed. */
function split(text: string): string[] {
  return text
    .replace(/--[^\n]*|\/\*[^*]*\*\//g, ' ')
    .replace(/'[^']*'/g, "''")
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
