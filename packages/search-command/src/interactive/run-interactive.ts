import { configFolders, dataFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import { rowOf } from '@cco/session-index';
import { type Choice, type PickerEnd, runPicker } from '@cco/session-picker';
import { createStyle, usesColor } from '@cco/terminal';
import { type OpenTerminal, openTerminal } from '@cco/terminal-screen';
import { renderJson } from '../render.ts';
import { resumeCommand } from '../resume-command.ts';
import type { SearchCommandContext, SearchCommandOptions } from '../search-options.ts';
import { warn } from '../warn.ts';
import { copyText } from './copy-text.ts';
import { openInPager } from './open-in-pager.ts';
import { resumeSession } from './resume-session.ts';
import { createSessionSource, type SessionSource } from './session-source.ts';
import { tellSlowPatterns } from './tell-slow-patterns.ts';

/** Exit statuses of programs that a signal ended. */
const STATUS_OF_SIGNAL = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Lets a person pick a session, and prints the command that resumes it, or runs it.
 *
 * @throws UserError when there is no terminal, or an option is wrong.
 */
export async function runInteractive(
  options: SearchCommandOptions,
  io: Io,
  context: SearchCommandContext,
): Promise<number> {
  const places = { configFolders: configFolders(io.env), dataFolder: dataFolder(io.env) };
  const terminal = openTerminal(io.env);
  if (!terminal) {
    throw new UserError('picking a session needs a terminal', {
      hint: 'Without -i the command prints what it finds.',
    });
  }
  let source: SessionSource | undefined;
  try {
    source = tellSlowPatterns(await createSessionSource({ ...options, ...context, ...places }, io));
    const end = await pick(source, { options, io, terminal });
    for (const note of source.notes()) warn(io, note);
    return await finish(end, { source, options, io });
  } finally {
    source?.close();
    terminal.close();
  }
}

function pick(
  source: SessionSource,
  {
    options,
    io,
    terminal,
  }: {
    readonly options: SearchCommandOptions;
    readonly io: Io;
    readonly terminal: OpenTerminal;
  },
): Promise<PickerEnd> {
  return runPicker({
    terminal,
    source,
    query: (options.keyword ?? []).join(' '),
    isRanked: options.sort === 'relevance',
    withArchived: options.archived,
    style: createStyle(usesColor(terminal.output, io.env)),
    actions: {
      copy: (choice) =>
        copyText(commandOf(choice), { env: io.env, write: (text) => terminal.output.write(text) }),
      open: (choice) => openInPager(source.filesOf(choice.id), { env: io.env, terminal }),
    },
  });
}

async function finish(
  end: PickerEnd,
  {
    source,
    options,
    io,
  }: {
    readonly source: SessionSource;
    readonly options: SearchCommandOptions;
    readonly io: Io;
  },
): Promise<number> {
  if (end.kind === 'left') return STATUS_OF_SIGNAL[end.signal ?? 'SIGINT'];
  const { choice } = end;
  if (end.how === 'run' || options.run) return resumeSession(choice, io);
  const session = source.sessionOf(choice.id);
  const resume = commandOf(choice);
  io.out(options.json && session ? renderJson([{ ...rowOf(session), resume }]) : `${resume}\n`);
  return 0;
}

function commandOf({ id, folder, configFolder }: Choice): string {
  return resumeCommand(id, { folder, configFolder });
}
