import { FLOWS, RULE_SET_VERSION, RULES, WORDING } from '@cco/audit-rules';
import { type Io, UserError } from '@cco/cli';
import { oneLine, table } from '@cco/terminal';

type AnyRule = (typeof RULES)[number] | (typeof FLOWS)[number];

const ALL: readonly AnyRule[] = [...RULES, ...FLOWS];

/** Lists the rules. */
export function runRules({ json }: { readonly json: boolean }, io: Io): number {
  if (json) {
    io.out(
      `${JSON.stringify({ version: RULE_SET_VERSION, rules: ALL.map(shape) }, undefined, 2)}\n`,
    );
    return 0;
  }
  const rows = ALL.map((rule) => [rule.id, rule.severity, rule.category, WORDING[rule.id].title]);
  const columns = [
    { title: 'Rule' },
    { title: 'Severity' },
    { title: 'Category' },
    { title: 'What it finds', shrink: true },
  ];
  const [head = '', ...lines] = table(columns, rows, io.columns);
  io.out(`${[io.style.bold(head), ...lines].join('\n')}\n`);
  return 0;
}

/**
 * Tells all about a rule.
 *
 * @throws UserError when there is none of that name.
 */
export function runExplain(
  { rule: id, json }: { readonly rule: string | undefined; readonly json: boolean },
  io: Io,
): number {
  const rule = ALL.find((one) => one.id === id);
  if (!rule) {
    const like = ALL.filter((one) => id !== undefined && one.id.includes(id)).map((one) => one.id);
    throw new UserError(
      id === undefined ? 'no rule was named' : `no rule is called ${oneLine(JSON.stringify(id))}`,
      { hint: like.length > 0 ? `Did you mean ${like.join(', ')}?` : '`rules` lists them.' },
    );
  }
  if (json) {
    io.out(`${JSON.stringify(shape(rule), undefined, 2)}\n`);
    return 0;
  }
  const { title, why, advice } = WORDING[rule.id];
  const { bold, dim } = io.style;
  const lines = [
    `${bold(title)}  ${dim(`${rule.id}, ${rule.category}, ${rule.severity}`)}`,
    '',
    why,
    advice,
    '',
    bold('Matches'),
    ...rule.examples.match.map((one) => `  ${spell(one)}`),
    bold('Passes'),
    ...rule.examples.pass.map((one) => `  ${spell(one)}`),
  ];
  io.out(`${lines.join('\n')}\n`);
  return 0;
}

function shape(rule: AnyRule) {
  const { id, category, severity, examples } = rule;
  return { id, category, severity, ...WORDING[id], examples };
}

/** A command, a call, or a session of them. */
function spell(example: unknown): string {
  if (Array.isArray(example)) return example.map(spell).join('  →  ');
  if (typeof example === 'string') return oneLine(example);
  const { tool, input } = example as { tool: string; input: unknown };
  return oneLine(`${tool} ${JSON.stringify(input)}`);
}
