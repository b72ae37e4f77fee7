import yargs, { type Argv } from 'yargs';
import type { AnyCommand } from './command.ts';
import { completionScript, isCompletionStep } from './completion.ts';
import { isCompletionRequest } from './completion-request.ts';
import type { Io } from './io.ts';
import { optionNames, optionsOf } from './parsed-options.ts';
import { UsageProblem, usageError } from './usage-error.ts';
import { tellUserError, UserError } from './user-error.ts';

const WIDEST_HELP = 100;

/** What a program is called, and the world it runs in. */
export interface RunContext {
  /** What the program was called as, for help, errors and completion. */
  readonly name: string;
  readonly version: string;
  /** Words of the command line, without the program's. */
  readonly argv: readonly string[];
  readonly io: Io;
}

/** The command that the words chose, and the parser that knows its options. */
interface Chosen {
  readonly command: AnyCommand;
  /** The program's name and the words that chose the command. */
  readonly path: string;
  readonly parser: Argv;
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
  let chosen: Chosen | undefined;
  let call: (() => Promise<number> | number) | undefined;

  const declare = (parser: Argv, own: AnyCommand, path: string, word: string): Argv =>
    parser.command(
      // The default command has no word of its own that others could stand for.
      [
        [word, own.positionals].filter(Boolean).join(' '),
        ...(word === '$0' ? [] : (own.aliases ?? [])),
      ],
      own.summary,
      (below) => {
        // Next to a default command yargs looks for subcommands, inside of it it does not.
        const built = word === '$0' ? describe(below, own, path) : build(below, own, path);
        chosen = { command: own, path, parser: built };
        return built;
      },
      (parsed) => {
        const options = optionsOf(parsed, own, chosen?.parser);
        call = () => own.run(options as never, io);
      },
    );

  const declareBelow = (parser: Argv, own: AnyCommand, path: string): Argv =>
    (own.subcommands ?? []).reduce(
      (built, sub) => declare(built, sub, `${path} ${sub.name}`, sub.name),
      parser,
    );

  const build = (parser: Argv, own: AnyCommand, path: string): Argv =>
    declareBelow(describe(parser, own, path), own, path);

  const makeParser = (): Argv => {
    const parser = configure(yargs([]), context);
    // Completion never enters the root command, so its options have to stand on the parser itself.
    return isCompletionStep(argv)
      ? build(parser, command, name)
      : declareBelow(declare(parser, command, name, '$0'), command, name);
  };

  if (isCompletionRequest(argv)) {
    io.out(completionScript(makeParser, argv[1], name));
    return 0;
  }
  if (asksForHelp(argv)) {
    const words = argv.filter((word) => !isHelpOption(word));
    // What is wrong with the other words does not matter now.
    await parse(makeParser(), words, () => {}).catch(() => {});
    io.out(await helpOf(chosen));
    return 0;
  }
  try {
    await parse(makeParser(), argv, (output) => io.out(`${output}\n`));
    return (await call?.()) ?? 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return explain(error, chosen, context);
  }
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

/** Gives a parser a command's options and what its help says about them. */
function describe(parser: Argv, command: AnyCommand, path: string): Argv {
  return command.examples
    .reduce<Argv>(
      (built, [line, does]) => built.example(line.replaceAll('$0', path), does),
      command.options(parser).strict(),
    )
    .epilogue(epilogue(command));
}

/** Words behind `--` are no options. */
function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some(isHelpOption);
}

function isHelpOption(word: string): boolean {
  return word === '--help' || word === '-h';
}

/** yargs notes for every switch that it is off by default; nobody needs to be told. */
async function helpOf(chosen: Chosen | undefined): Promise<string> {
  const help = (await chosen?.parser.getHelp()) ?? '';
  const off = ' [default: false]';
  return `${help.replaceAll(`[boolean]${off}`, `${' '.repeat(off.length)}[boolean]`)}\n`;
}

/** The settings that all commands share. */
function configure(parser: Argv, { name, version, io }: RunContext): Argv {
  return (
    parser
      .scriptName(name)
      .version(version)
      // Its own help would take a last word "help" for the option, also among words to search for.
      .help(false)
      .option('help', { alias: 'h', type: 'boolean', describe: 'Show help' })
      .locale('en')
      .wrap(Math.min(io.columns, WIDEST_HELP))
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

async function explain(
  error: UserError,
  chosen: Chosen | undefined,
  { argv, io, name }: RunContext,
): Promise<number> {
  if (!(error instanceof UsageProblem)) return tellUserError(error, name, io);
  const showsHelp = chosen?.command.helpOnError === true;
  const told = usageError(error.message, {
    argv,
    options: optionNames(chosen?.parser),
    commands: (chosen?.command.subcommands ?? []).flatMap(({ name: word, aliases = [] }) => [
      word,
      ...aliases,
    ]),
    readOn: showsHelp ? undefined : `Run \`${chosen?.path ?? name} --help\` to see how it is used.`,
    adviceFor: chosen?.command.adviceFor?.bind(chosen.command),
  });
  if (!showsHelp) return tellUserError(told, name, io);
  const help = await helpOf(chosen);
  const isSeenLast = io.progressStream.isTTY === true;
  if (isSeenLast) io.err(`${help}\n`);
  const status = tellUserError(told, name, io);
  if (!isSeenLast) io.err(`\n${help}`);
  return status;
}

function epilogue(command: AnyCommand): string {
  const statuses = command.exitCodes.map(([status, meaning]) => `  ${status}  ${meaning}`);
  return [command.notes, ['Exit status:', ...statuses].join('\n')].filter(Boolean).join('\n\n');
}
