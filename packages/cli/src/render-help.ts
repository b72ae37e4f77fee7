import { displayWidth, padEnd, type Style } from '@cco/terminal';
import type { AnyCommand } from './command.ts';
import { aliasesOf, dashed, type OptionSpec } from './option-table.ts';

/** A name in the left column, and what it means. */
type Row = readonly [name: string, meaning: string];

/** How {@link renderHelp} looks. */
export interface HelpLook {
  readonly columns: number;
  readonly style: Pick<Style, 'bold'>;
}

const WIDEST = 100;
const INDENT = '  ';
/** A longer name has its meaning on the next line. */
const LONGEST_NAME = 30;

/** The options that every command has. */
const SHARED: readonly Row[] = [
  ['-h, --help', 'Show this help'],
  ['    --version', 'Show the version'],
];

/**
 * Writes the help of a command from its table of options.
 *
 * @param path - The program's name and the words that chose the command.
 */
export function renderHelp(command: AnyCommand, path: string, look: HelpLook): string {
  const width = Math.min(look.columns, WIDEST);
  const subcommands = command.subcommands ?? [];
  const usage = ['Usage:', path, wordsUsage(command), '[options]'].filter(Boolean).join(' ');
  const section = (title: string, rows: readonly Row[]): string[] =>
    rows.length === 0 ? [] : ['', look.style.bold(title), ...layOut(rows, width)];
  const lines = [
    usage,
    ...(subcommands.length > 0 ? [`       ${path} <command> [options]`] : []),
    '',
    ...wrap(command.summary, width),
    ...section(
      'Commands:',
      subcommands.map(({ name, aliases = [], summary }: AnyCommand) => [
        name,
        `${summary}${aliases.length > 0 ? ` [aliases: ${aliases.join(', ')}]` : ''}`,
      ]),
    ),
    ...section('Arguments:', command.words ? [[command.words.name, command.words.describe]] : []),
    ...section('Options:', [...optionRows(command), ...SHARED]),
    ...section(
      'Examples:',
      command.examples.map(([line, does]) => [line.replaceAll('$0', path), does]),
    ),
    ...(command.notes ? ['', command.notes] : []),
    ...section(
      'Exit status:',
      command.exitCodes.map(([status, meaning]) => [String(status), meaning]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function wordsUsage({ words }: AnyCommand): string {
  return words ? `[${words.name}${words.many ? '...' : ''}]` : '';
}

function optionRows({ options }: AnyCommand): Row[] {
  const table = Object.entries(options) as [string, OptionSpec][];
  return table.filter(([, { hidden }]) => !hidden).map(([name, spec]) => optionRow(name, spec));
}

function optionRow(name: string, spec: OptionSpec): Row {
  const names = [name, ...aliasesOf(spec)].sort((a, b) => a.length - b.length).map(dashed);
  const value = spec.type === 'boolean' ? '' : ` ${spec.value ?? valueName(name, spec)}`;
  const indent = names[0]?.startsWith('--') ? '    ' : '';
  return [indent + names.join(', ') + value, meaningOf(spec)];
}

function valueName(name: string, { type, choices }: OptionSpec): string {
  if (choices) return choices.length > 4 ? 'NAME' : choices.join('|');
  return type === 'number' ? 'N' : (name.split('-').at(-1) ?? name).toUpperCase();
}

function meaningOf({ describe, choices = [], default: value, defaultText }: OptionSpec): string {
  const remarks = [
    choices.length > 4 ? `one of ${choices.join(', ')}` : '',
    (defaultText ?? value) === undefined ? '' : `default: ${defaultText ?? value}`,
  ].filter(Boolean);
  return remarks.length > 0 ? `${describe} (${remarks.join('; ')})` : describe;
}

function layOut(rows: readonly Row[], width: number): string[] {
  const widths = rows.map(([name]) => displayWidth(name)).filter((one) => one <= LONGEST_NAME);
  const column = INDENT.length + Math.max(0, ...widths) + 2;
  return rows.flatMap(([name, meaning]) => {
    const text = wrap(meaning, Math.max(20, width - column));
    const [first = '', ...more] = text;
    const indent = ' '.repeat(column);
    const isLong = displayWidth(name) > LONGEST_NAME;
    return [
      ...(isLong ? [INDENT + name, indent + first] : [padEnd(INDENT + name, column) + first]),
      ...more.map((line) => indent + line),
    ];
  });
}

/** Breaks a text between words; a word that is too long has a line of its own. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
