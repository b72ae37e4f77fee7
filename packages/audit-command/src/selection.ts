import { dayIn, endOfDayIn, localZone, parseDate, startOfDayIn } from '@cco/calendar';
import { baseName } from '@cco/claude-paths';
import { type Argv, type Io, UserError } from '@cco/cli';
import { oneLine } from '@cco/terminal';

/** Options that choose calls. */
export interface SelectionOptions {
  readonly session: string | undefined;
  readonly project: string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** What they are when nothing is said. */
export const SELECTION_DEFAULTS: SelectionOptions = {
  session: undefined,
  project: undefined,
  since: undefined,
  until: undefined,
};

/** Those that take any text: all. */
export const SELECTION_TEXTS = ['session', 'project', 'since', 'until'] as const;

/** What the options choose. Times in milliseconds since 1970. */
export interface Selection {
  /** Id of a session, or its beginning. */
  readonly session: string | undefined;
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly zone: string;
  /** Chooses by project folder and working directory; undefined: all. */
  readonly wantsProject: ((slug: string, cwd: string | undefined) => boolean) | undefined;
}

/** Declares the options that choose calls. */
export function selectionOptions(yargs: Argv) {
  return yargs
    .option('session', {
      type: 'string',
      requiresArg: true,
      describe: 'Only this session: its id, or the beginning of it',
    })
    .option('project', {
      type: 'string',
      requiresArg: true,
      describe: 'Only projects with this in their name or path',
    })
    .option('since', {
      type: 'string',
      requiresArg: true,
      describe: 'First day: YYYY-MM-DD, today, yesterday or 7d',
    })
    .option('until', {
      type: 'string',
      requiresArg: true,
      describe: 'Last day, written as for --since',
    });
}

/**
 * Reads the options that choose calls.
 *
 * @throws UserError for a date that is none, or a range that ends before it begins.
 */
export function readSelection(options: SelectionOptions, io: Pick<Io, 'now'>): Selection {
  const zone = localZone();
  const today = dayIn(zone, io.now().getTime());
  const day = (name: string, text: string | undefined) => {
    if (text === undefined) return undefined;
    const parsed = parseDate(text, today);
    if (!parsed.ok) throw new UserError(`${name}: ${oneLine(parsed.message)}`);
    return parsed.day;
  };
  const since = day('--since', options.since);
  const until = day('--until', options.until);
  if (since !== undefined && until !== undefined && since > until) {
    throw new UserError(`--since ${since} is later than --until ${until}`);
  }
  const project = options.project?.toLowerCase();
  return {
    session: options.session,
    since: since === undefined ? undefined : startOfDayIn(zone, since),
    until: until === undefined ? undefined : endOfDayIn(zone, until) + 1,
    zone,
    wantsProject:
      project === undefined
        ? undefined
        : (slug, cwd) =>
            (cwd ?? slug).toLowerCase().includes(project) || slug.toLowerCase().includes(project),
  };
}

/** The name of a project, as people call it. */
export function projectName(slug: string, cwd: string | undefined): string {
  return cwd === undefined ? slug : baseName(cwd);
}
