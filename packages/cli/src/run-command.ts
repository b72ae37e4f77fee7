import yargs, { type Argv } from 'yargs';
import type { AnyCommand } from './command.ts';
import { completionScript, isCompletionStep } from './completion.ts';
import { isCompletionRequest } from './completion-request.ts';
import { tieDashedValues } from './dashed-values.ts';
import { declareOptions, valuesFrom, wordsGrammar } from './declare-options.ts';
import type { Io } from './io.ts';
import { aliasesOf, type OptionSpec } from './option-table.ts';
import { renderHelp } from './render-help.ts';
import { UsageProblem, usageError } from './usage-error.ts';
import { tellUserError, UserError } from './user-error.ts';

/** What a program is called, and the world it runs in. */
export interface RunContext {
  /** What the program was called as, for help, errors and completion. */
  readonly name: string;
  readonly version: string;
  /** Words of the command line, without the program's. */
  readonly argv: readonly string[];
  readonly io: Io;
}

/** The command that the words chose. */
interface Chosen {
  readonly command: AnyCommand;
  /** The program's name and the words that chose the command. */
  readonly path: string;
}

/**
 * Runs a command line: parses it, prints help, version or completions, or calls the command.
 *
 * @param command - The root; its subcommands are chosen by the first words.
 * @returns The exit status: the command's own, or a {@link UserError}'s (1 after a wrong option)
 * once it was explained on standard error.
 * @throws whatever the command throws that is no {@link UserError}.
 */
export async function runCommand(command: AnyCommand, context: RunContext): Promise<number> {
  const { argv, io, name } = context;
  if (isCompletionRequest(argv)) {
    const makeParser = () =>
      build(configure(yargs([]), context), command, { ...noCall, path: name });
    io.out(completionScript(makeParser, argv[1], name));
    return 0;
  }
  if (asksForHelp(argv)) {
    const { command: own, path } = chosenBy(argv, { command, path: name });
    io.out(renderHelp(own, path, { columns: io.columns, style: io.style }));
    return 0;
  }
  let chosen: Chosen = { command, path: name };
  let call: (() => Promise<number> | number) | undefined;
  const calls: Calls = {
    enter: (own) => {
      chosen = own;
    },
    call: (own, parsed) => {
      call = () => own.run(valuesFrom(parsed, own), io);
    },
  };
  try {
    const words = tieDashedValues(argv, chosenBy(argv, chosen).command);
    await parse(makeParser(command, context, calls), words, (output) => io.out(`${output}\n`));
    return (await call?.()) ?? 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return explain(error, chosen, context);
  }
}

/** What a parser calls while it chooses a command. */
interface Calls {
  enter(chosen: Chosen): void;
  call(command: AnyCommand, parsed: Readonly<Record<string, unknown>>): void;
}

const noCall: Calls = { enter: () => {}, call: () => {} };

/** Completion never enters the root command, so its options have to be on the parser itself. */
function makeParser(command: AnyCommand, context: RunContext, calls: Calls): Argv {
  const parser = configure(yargs([]), context);
  const own = { ...calls, path: context.name };
  return isCompletionStep(context.argv)
    ? build(parser, command, own)
    : declareBelow(declare(parser, command, own, '$0'), command, own);
}

interface Place extends Calls {
  readonly path: string;
}

function build(parser: Argv, command: AnyCommand, place: Place): Argv {
  return declareBelow(declareOptions(parser, command).strict(), command, place);
}

function declareBelow(parser: Argv, command: AnyCommand, place: Place): Argv {
  return (command.subcommands ?? []).reduce<Argv>(
    (built, sub) => declare(built, sub, { ...place, path: `${place.path} ${sub.name}` }, sub.name),
    parser,
  );
}

function declare(parser: Argv, command: AnyCommand, place: Place, word: string): Argv {
  return parser.command(
    // The default command has no word of its own that others could stand for.
    [
      [word, wordsGrammar(command)].filter(Boolean).join(' '),
      ...(word === '$0' ? [] : (command.aliases ?? [])),
    ],
    command.summary,
    (below) => {
      place.enter({ command, path: place.path });
      // Next to a default command yargs looks for subcommands, inside of it it does not.
      return word === '$0' ? declareOptions(below, command).strict() : build(below, command, place);
    },
    (parsed) => place.call(command, parsed),
  );
}

/** Follows the words that name subcommands, whatever else the line holds. */
function chosenBy(argv: readonly string[], from: Chosen): Chosen {
  let chosen = from;
  for (const word of argv) {
    const sub = chosen.command.subcommands?.find(
      ({ name, aliases = [] }: AnyCommand) => name === word || aliases.includes(word),
    );
    if (sub) chosen = { command: sub, path: `${chosen.path} ${sub.name}` };
  }
  return chosen;
}

async function parse(
  parser: Argv,
  argv: readonly string[],
  print: (output: string) => void,
): Promise<void> {
  await parser
    .fail((message, error) => {
      throw error && error.name !== 'YError' ? error : new UsageProblem(message ?? error?.message);
    })
    .parseAsync([...argv], {}, (_error, _options, output) => {
      if (output) print(output);
    });
}

/** Words behind `--` are no options. */
function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some(
    (word) => word === '--help' || word === '-h',
  );
}

/** The settings that all commands share. */
function configure(parser: Argv, { name, version }: RunContext): Argv {
  return (
    parser
      .scriptName(name)
      .version(version)
      // Its own help would take a last word "help" for the option, also among words to search for.
      .help(false)
      .option('help', { alias: 'h', type: 'boolean' })
      .locale('en')
      .parserConfiguration({
        'parse-numbers': false,
        'parse-positional-numbers': false,
        'dot-notation': false,
        'boolean-negation': false,
        'populate--': true,
      })
      .completion('completion', false)
      .exitProcess(false)
  );
}

function explain(error: UserError, chosen: Chosen, { argv, io, name }: RunContext): number {
  if (!(error instanceof UsageProblem)) return tellUserError(error, name, io);
  const { command, path } = chosen;
  const told = usageError(error.message, {
    argv,
    options: [...optionNames(command), 'help', 'h', 'version'],
    commands: (command.subcommands ?? []).flatMap(({ name: word, aliases = [] }: AnyCommand) => [
      word,
      ...aliases,
    ]),
    readOn: command.helpOnError ? undefined : `Run \`${path} --help\` to see how it is used.`,
    adviceFor: command.adviceFor?.bind(command),
  });
  if (!command.helpOnError) return tellUserError(told, name, io);
  const help = renderHelp(command, path, { columns: io.columns, style: io.errStyle });
  const isSeenLast = io.progressStream.isTTY === true;
  if (isSeenLast) io.err(`${help}\n`);
  const status = tellUserError(told, name, io);
  if (!isSeenLast) io.err(`\n${help}`);
  return status;
}

function optionNames({ options }: AnyCommand): string[] {
  return (Object.entries(options) as [string, OptionSpec][]).flatMap(([name, spec]) => [
    name,
    ...aliasesOf(spec),
  ]);
}
