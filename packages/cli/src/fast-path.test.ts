import { runs } from '@cco/test-fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captureIo } from './capture-io.ts';
import { type AnyCommand, defineCommand } from './command.ts';
import { readPlainLine } from './fast-path.ts';
import { runCommand } from './run-command.ts';

let seen: unknown;
const command = defineCommand({
  name: 'demo',
  words: { name: 'keyword', many: true, describe: 'Words' },
  summary: 'Shows how it works.',
  options: {
    limit: { alias: 'n', type: 'number', default: 10, describe: 'How many' },
    since: { alias: 's', type: 'string', describe: 'From when on' },
    sort: { type: 'string', choices: ['newest', 'oldest'], default: 'newest', describe: 'Order' },
    json: { alias: ['j'], type: 'boolean', describe: 'As JSON', conflicts: ['csv'] },
    csv: { type: 'boolean', describe: 'As CSV' },
    'with-more': { type: 'boolean', describe: 'More' },
    from: { type: 'string', repeats: true, describe: 'A place' },
  },
  examples: [],
  exitCodes: [],
  run(options) {
    seen = options;
    return 0;
  },
});

async function parsed(own: AnyCommand, argv: readonly string[]): Promise<unknown> {
  seen = undefined;
  await runCommand(own, { name: 'demo', version: '1.0.0', argv, io: captureIo().io });
  return seen;
}

const word = fc.oneof(
  fc.constantFrom('--json', '-j', '--csv', '--with-more', '--no-json', '--jso', '--json=false'),
  fc.constantFrom('--since', '--since=7d', '-s', '-s7d', '7d', '--sort', 'oldest', 'sideways'),
  fc.constantFrom('-n', '--limit', '5', '0x1f', '1e3', '007', '--', '-', '-x', '-jn', '--from'),
  fc.constantFrom('help', 'completion', 'bash', 'tool:Bash', '"due date"', 'a=b', '--keyword'),
  fc.constantFrom('__proto__', '--__proto__', '--constructor', '--limit=3', '--n', 'src/auth.ts'),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
);

describe('readPlainLine', () => {
  const one = { ...command, words: { name: 'id', describe: 'An id' } } as AnyCommand;
  const none = { ...command, words: undefined } as AnyCommand;

  it.each([
    ['many words', command as AnyCommand],
    ['one word', one],
    ['no words', none],
  ])('reads a line with %s as the parser does, or leaves it to the parser', async (_, own) => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (argv) => {
        const options = readPlainLine(own, argv)?.options;
        if (options === undefined) return;
        if (argv.length > 0) read++;
        expect(options).toEqual(await parsed(own, argv));
      }),
      { numRuns: runs(1200) },
    );
    expect(read).toBeGreaterThan(20);
  });

  it('reads what people write all day', () => {
    const defaults = {
      ...{ keyword: undefined, limit: 10, since: undefined, sort: 'newest', from: undefined },
      ...{ json: false, csv: false, 'with-more': false },
    };
    expect(readPlainLine(command, [])?.options).toEqual(defaults);
    expect(readPlainLine(command, ['prisma', '-j', 'migration', '-n', '5'])?.options).toEqual({
      ...defaults,
      keyword: ['prisma', 'migration'],
      json: true,
      limit: 5,
    });
  });

  it.each([
    [['--jsn']],
    [['--limit', '5x']],
    [['--help']],
    [['completion', 'bash']],
    [['word', '--', '-x']],
    [['']],
    [['--json', '--csv']],
    [['--since']],
  ])('leaves %j to the parser', (argv) => {
    expect(readPlainLine(command, argv)).toBeUndefined();
  });

  const sub = { ...command, name: 'sub', aliases: ['below'] };
  const parent = { ...command, words: undefined, subcommands: [sub] } as AnyCommand;

  it.each([[['sub']], [['below', 'word', '--json']], [['sub', '--since', '7d', 'sub']]])(
    'chooses subcommands as the parser does: %j',
    async (argv) => {
      const call = readPlainLine(parent, argv);
      expect(call?.command.name).toBe('sub');
      expect(call?.options).toEqual(await parsed(parent, argv));
    },
  );

  it('leaves other words than subcommands to the parser', () => {
    expect(readPlainLine(parent, ['suf'])).toBeUndefined();
    expect(readPlainLine(parent, ['--json', 'sub'])).toBeUndefined();
    expect(readPlainLine(parent, ['--json'])?.options).toMatchObject({ json: true });
  });
});
