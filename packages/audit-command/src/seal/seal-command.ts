import { COMMON, defineCommand } from '@cco/cli';

/** Puts logs and transcripts under a seal. */
export const sealCommand = defineCommand({
  name: 'seal',
  summary: 'Put the activity logs and transcripts under a seal, to see later changes.',
  options: { json: COMMON.json },
  examples: [['$0', 'every day, from cron']],
  exitCodes: [
    [0, 'sealed, or nothing was new'],
    [2, 'what was sealed before is not as it was: nothing was sealed'],
  ],
  notes: 'Keep the printed hash elsewhere: whoever can write the files can write new seals too.',
  async run(options, io) {
    const { runSeal } = await import('./run-seal.ts');
    return runSeal(options, io);
  },
});

/** Holds logs and transcripts against the seals. */
export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'Tell which sealed lines were changed or removed, and since when.',
  options: {
    head: {
      type: 'string',
      value: 'HASH',
      describe: 'A hash that `seal` printed: the chain must contain it',
    },
    json: COMMON.json,
  },
  examples: [['$0', 'is everything as it was sealed?']],
  exitCodes: [
    [0, 'everything is as it was'],
    [1, 'there are no seals, or they cannot be read'],
    [2, 'something is not as it was'],
  ],
  async run(options, io) {
    const { runVerify } = await import('./run-seal.ts');
    return runVerify(options, io);
  },
});
