import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captureIo } from './capture-io.ts';
import { defineCommand } from './command.ts';
import { plainCall } from './plain-call.ts';
import { runCommand } from './run-command.ts';

interface Options {
  readonly keyword: string[] | undefined;
  readonly limit: number;
  readonly json: boolean;
  readonly 'with-more': boolean;
  readonly since?: string | undefined;
}
let seen: Options | undefined;
const defaults: Options = { keyword: undefined, limit: 10, json: false, 'with-more': false };
const command = defineCommand<Options>({
  name: 'demo',
  positionals: '[keyword..]',
  summary: 'Shows how it works.',
  options: (yargs) =>
    yargs
      .positional('keyword', { type: 'string', array: true })
      .option('limit', { alias: 'n', type: 'number', default: 10, requiresArg: true })
      .option('since', { alias: 's', type: 'string', requiresArg: true })
      .option('json', { type: 'boolean', default: false })
      .option('with-more', { type: 'boolean', default: false }),
  defaults,
  textOptions: ['since'],
  examples: [],
  exitCodes: [],
  run(options) {
    seen = options;
    return 0;
  },
});

async function parsed(argv: readonly string[]): Promise<Options | undefined> {
  seen = undefined;
  await runCommand(command, { name: 'demo', version: '1.0.0', argv, io: captureIo().io });
  if (seen === undefined) return undefined;
  const { keyword, limit, json, since, 'with-more': more } = seen as Options;
  return { keyword, limit, json, since, 'with-more': more };
}

const plainOptions = (own: typeof command, argv: readonly string[]) =>
  plainCall(own, argv)?.options;

describe('plainCall', () => {
  it('reads words and switches as the parser does, or leaves the line to it', async () => {
    const word = fc.oneof(
      fc.constantFrom('--json', '--with-more', '--no-json', '--jso', '--json=false', '--limit'),
      fc.constantFrom('--since', '--since=7d', '--since', '-s', '7d'),
      fc.constantFrom('-n', '5', '--', '-', '-x', 'help', 'completion', 'bash', '007', '1e3'),
      fc.constantFrom('tool:Bash', '"due date"', 'src/auth.ts', 'a=b', '__proto__', '--keyword'),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 4 }), async (argv) => {
        const options = plainOptions(command, argv);
        if (options === undefined) return;
        if (argv.length > 0) read++;
        expect(options).toEqual(await parsed(argv));
      }),
      { numRuns: 400 },
    );
    expect(read).toBeGreaterThan(20);
  });

  it('reads what people write all day', () => {
    expect(plainOptions(command, [])).toEqual(defaults);
    expect(plainOptions(command, ['prisma', '--json', 'migration'])).toEqual({
      ...defaults,
      keyword: ['prisma', 'migration'],
      json: true,
    });
  });

  it.each([
    [['--jsn']],
    [['--limit', '5']],
    [['--help']],
    [['completion', 'bash']],
    [['word', '--', '-x']],
    [['']],
  ])('leaves %j to the parser', (argv) => {
    expect(plainOptions(command, argv)).toBeUndefined();
  });

  const sub = { ...command, name: 'sub', aliases: ['below'] };
  const parent = { ...command, positionals: undefined, subcommands: [sub] };

  it.each([[['sub']], [['below', 'word', '--json']], [['sub', '--since', '7d', 'sub']]])(
    'chooses subcommands as the parser does: %j',
    (argv) => {
      expect(plainCall(parent, argv)).toEqual({
        command: sub,
        options: plainOptions(command, argv.slice(1)),
      });
    },
  );

  it('leaves other words than subcommands to the parser', () => {
    expect(plainOptions(parent, ['suf'])).toBeUndefined();
    expect(plainOptions(parent, ['--json', 'sub'])).toBeUndefined();
    expect(plainOptions(parent, ['--json'])).toEqual({ ...defaults, json: true });
  });
});
