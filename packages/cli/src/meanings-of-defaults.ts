import { captureIo } from './capture-io.ts';
import type { AnyCommand } from './command.ts';
import { runCommand } from './run-command.ts';

/** What a command line means to a command: as its `defaults` say, and as the parser does. */
export interface Meaning {
  readonly command: string;
  readonly argv: readonly string[];
  readonly unparsed: object;
  readonly parsed: object;
}

/**
 * For tests: compares the `defaults` and `textOptions` of a command and of those below it, by which
 * lines are read without the parser, with what the parser makes of the same lines.
 *
 * @example
 * for (const one of await meaningsOfDefaults(command)) expect(one.unparsed).toEqual(one.parsed);
 */
export async function meaningsOfDefaults(command: AnyCommand): Promise<Meaning[]> {
  const meanings: Meaning[] = [];
  const { name, defaults, textOptions = [], subcommands = [] } = command;
  if (defaults !== undefined) {
    for (const text of [undefined, ...textOptions]) {
      const argv = text === undefined ? [] : [`--${text}`, 'some text'];
      const unparsed = text === undefined ? defaults : { ...defaults, [text]: 'some text' };
      const parsed = await parse(command, argv);
      meanings.push({ command: name, argv, unparsed: told(unparsed), parsed: told(parsed) });
    }
  }
  for (const below of subcommands) meanings.push(...(await meaningsOfDefaults(below)));
  return meanings;
}

async function parse(command: AnyCommand, argv: readonly string[]): Promise<object> {
  let seen: object = { wasRun: 'no' };
  const run = (options: object): number => {
    seen = options;
    return 0;
  };
  const alone = { ...command, subcommands: [], run };
  await runCommand(alone, { name: command.name, version: '0.0.0', argv, io: captureIo().io });
  return seen;
}

/** What is said: not the parser's own, no other names for the same, no switch that is off. */
function told(options: object): object {
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) =>
        !['_', '$0'].includes(name) && name.length > 1 && value !== undefined && value !== false,
    ),
  );
}
