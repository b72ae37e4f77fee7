import { defineCommand } from '@cco/cli';

/** Lists the rules. */
export const rulesCommand = defineCommand<{ readonly json: boolean }>({
  name: 'rules',
  summary: 'List the rules.',
  options: (yargs) =>
    yargs.option('json', {
      type: 'boolean',
      default: false,
      describe: 'Print JSON, examples included',
    }),
  examples: [['$0', 'every rule with its category and severity']],
  exitCodes: [[0, 'listed']],
  async run(options, io) {
    const { runRules } = await import('./run-rules.ts');
    return runRules(options, io);
  },
});

/** Tells all about a rule. */
export const explainCommand = defineCommand<{
  readonly rule: string | undefined;
  readonly json: boolean;
}>({
  name: 'explain',
  positionals: '[rule]',
  summary: 'Tell why a rule matters, what to do, and what it matches.',
  options: (yargs) =>
    yargs
      .positional('rule', { type: 'string', describe: 'Id of the rule' })
      .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }),
  examples: [['$0 remove-recursive', 'all about one rule']],
  exitCodes: [
    [0, 'told'],
    [1, 'no rule is called so'],
  ],
  async run(options, io) {
    const { runExplain } = await import('./run-rules.ts');
    return runExplain(options, io);
  },
});
