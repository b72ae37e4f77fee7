import { COMMON, defineCommand } from '@cco/cli';

/** Lists the rules. */
export const rulesCommand = defineCommand({
  name: 'rules',
  summary: 'List the rules.',
  options: { json: { type: 'boolean', describe: 'Print JSON, including examples' } },
  examples: [['$0', 'every rule with its category and severity']],
  exitCodes: [[0, 'listed']],
  async run(options, io) {
    const { runRules } = await import('./run-rules.ts');
    return runRules(options, io);
  },
});

/** Explains a rule. */
export const explainCommand = defineCommand({
  name: 'explain',
  words: { name: 'rule', describe: 'Id of the rule' },
  summary: 'Explain why a rule matters, what to do, and what it matches.',
  options: { json: COMMON.json },
  examples: [['$0 remove-recursive', 'all about one rule']],
  exitCodes: [
    [0, 'explained'],
    [1, 'there is no such rule'],
  ],
  async run(options, io) {
    const { runExplain } = await import('./run-rules.ts');
    return runExplain(options, io);
  },
});
