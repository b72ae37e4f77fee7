import { defineRule, everyCommand } from '../define-rule.ts';
import type { Severity } from '../finding.ts';
import { DATABASE_CLIENTS, statementsInCode, statementsOf } from './support/sql.ts';
import { worstOf } from './support/targets.ts';

/** Statements that destroy data, in a database client's argument or input. */
export const sqlDestroy = defineRule({
  id: 'sql-destroy',
  category: 'destructive-services',
  severity: 'high',
  examples: {
    match: [
      'psql -c "DROP TABLE users"',
      'echo "TRUNCATE orders" | psql app',
      "mysql -u root -e 'delete from users'",
      "sqlite3 app.db <<'SQL'\nDROP TABLE sessions;\nSQL",
      'docker exec db psql -U app -c "drop schema public cascade"',
      'mongosh --eval "db.dropDatabase()"',
      'redis-cli -n 2 FLUSHALL',
      'dropdb app_production',
      'etcdctl del "" --prefix',
    ],
    pass: [
      "grep -rn 'DROP TABLE' migrations",
      'psql -c "SELECT * FROM users"',
      'psql -c "DELETE FROM users WHERE id = 3"',
      "git commit -m 'Drop table users'",
      "cat > m.sql <<'SQL'\nDROP TABLE a;\nSQL",
      'psql -c "SELECT \'DROP TABLE x\'"',
      'redis-cli get flushall',
      "sqlite3 :memory: 'DROP TABLE x'",
    ],
  },
  judge: everyCommand((command) => {
    const { program, args } = command;
    const texts = args.map((word) => word.text);
    switch (program) {
      case 'dropdb':
      case 'dropuser':
        return !texts.includes('--help');
      case 'mysqladmin':
        return texts.includes('drop');
      case 'redis-cli':
      case 'valkey-cli': {
        const first = texts.find(
          (text, index) => !text.startsWith('-') && !/^-[hpnau]$/.test(texts[index - 1] ?? ''),
        );
        return (
          /^flush(?:all|db)$/i.test(first ?? '') ||
          command.upstream.some((one) =>
            one.args.some((word) => /^flush(?:all|db)$/i.test(word.text)),
          )
        );
      }
      case 'mongosh':
      case 'mongo':
        return [...statementsOf(command), ...texts].some((text) =>
          /dropDatabase\s*\(|\.drop\s*\(\s*\)|(?:deleteMany|remove)\s*\(\s*\{\s*\}\s*\)/.test(text),
        );
      case 'etcdctl':
        return texts.includes('del') && texts.some((text) => /^--(?:prefix|from-key)/.test(text));
      case 'rabbitmqctl':
        return texts.some((text) => /^(?:force_)?reset$/.test(text));
      default: {
        // A database in memory ends with the program.
        if (/^sqlite3?$/.test(program) && texts.includes(':memory:')) return undefined;
        const statements = DATABASE_CLIENTS.includes(program)
          ? statementsOf(command)
          : statementsInCode(command);
        return statements.length === 0
          ? undefined
          : worstOf(statements.map(severityOf)) === 'info'
            ? undefined
            : worstOf(statements.map(severityOf));
      }
    }
  }),
});

function severityOf(statement: string): Severity {
  if (
    /^(?:select|explain|show|describe|insert|create)\b/i.test(statement) &&
    !/\bselect\b.*\binto\b/i.test(statement)
  )
    return 'info';
  if (/\bdrop\s+(?:database|schema|keyspace)\b/i.test(statement)) return 'critical';
  if (
    /\bdrop\s+(?:table|owned|role|user|view|materialized|index|column|function|type|sequence|tablespace|collection|measurement)\b/i.test(
      statement,
    )
  )
    return /\bdrop\s+(?:index|view|function|column)\b/i.test(statement) ? 'medium' : 'high';
  if (/(?:^|\s)truncate\s+(?:table\s+)?["`\w.]+/i.test(statement)) return 'high';
  if (
    /\bdelete\s+from\s+["`[\]\w.]+/i.test(statement) &&
    !/\b(?:where|limit|using)\b/i.test(statement)
  )
    return 'high';
  if (/^\s*update\s+["`[\]\w.]+\s+set\b/i.test(statement) && !/\bwhere\b/i.test(statement))
    return 'medium';
  return 'info';
}
