import { type AnyCommand, captureIo, runCommand } from '@cco/cli';
import { expect, it } from 'vitest';
import { usageCommand } from '../src/index.ts';

const commands = (command: AnyCommand): AnyCommand[] => [
  command,
  ...(command.subcommands ?? []).flatMap(commands),
];
const unparsed = commands(usageCommand()).filter(({ defaults }) => defaults !== undefined);

it('some lines are not parsed', () => {
  expect(unparsed.length).toBeGreaterThan(5);
});

it.each(unparsed)(
  'an empty line means to $name what it would mean if it were parsed',
  async (own) => {
    const seen: Record<string, unknown>[] = [];
    const run = (options: object) => seen.push({ ...options });
    const command = { ...own, subcommands: [], run };
    const parse = (argv: string[]) =>
      runCommand(command, { name: 'demo', version: '1.2.3', argv, io: captureIo().io });
    await parse([]);
    for (const text of own.textOptions ?? []) await parse([`--${text}`, 'some text']);
    const { defaults, textOptions = [] } = own;
    expect(seen.map(told)).toEqual([
      told(defaults),
      ...textOptions.map((text) => told({ ...defaults, [text]: 'some text' })),
    ]);
  },
);

/** What is said: not the parser's own, no other names for the same, no switch that is off. */
function told(options: Record<string, unknown>): object {
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) =>
        !['_', '$0'].includes(name) && name.length > 1 && value !== undefined && value !== false,
    ),
  );
}
