import { dayIn, endOfDayIn, localZone, parseDate, startOfDayIn } from '@cco/calendar';
import { baseName } from '@cco/claude-paths';
import { COMMON, type Io, type OptionTable, type OptionValues, UserError } from '@cco/cli';
import { oneLine } from '@cco/terminal';

/** Options that choose calls. */
export const SELECTION_OPTIONS = {
  session: {
    type: 'string',
    value: 'ID',
    describe: 'Only this session: its id, or the beginning of it',
  },
  project: { ...COMMON.project, describe: 'Only projects with this in their name or path' },
  since: COMMON.since,
  until: COMMON.until,
} as const satisfies OptionTable;

/** Their values. */
export type SelectionOptions = OptionValues<typeof SELECTION_OPTIONS>;

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
