import { COMMON, type OptionTable, type OptionValues } from '@cco/cli';

/** Orders that sessions can be listed in. */
const ORDERS = ['newest', 'oldest', 'relevance', 'project'] as const;

/** The options of a search. */
export const SEARCH_OPTIONS = {
  limit: { type: 'number', alias: 'n', default: 10, describe: 'Show at most N sessions' },
  all: { type: 'boolean', describe: 'Show all sessions, without a limit' },
  project: {
    ...COMMON.project,
    alias: 'p',
    describe:
      'Only projects with this in their name (of a worktree also its repository), or with this project folder',
  },
  here: {
    type: 'boolean',
    describe: 'Only sessions of the current folder, of those above and of those below it',
  },
  since: COMMON.since,
  until: COMMON.until,
  sort: { type: 'string', choices: ORDERS, default: 'newest', describe: 'Order of the sessions' },
  context: {
    type: 'number',
    alias: 'C',
    describe: 'Show N messages of the conversation before and after the match',
  },
  count: { type: 'boolean', describe: 'Print only the number of sessions and of matches in them' },
  archived: { type: 'boolean', describe: 'Include sessions that Claude Code has deleted' },
  subagents: { type: 'boolean', describe: "List each session's subagents too" },
  'resume-dir': {
    type: 'boolean',
    describe: 'Print the command with the right folder: cd DIR && claude --resume ID',
  },
  interactive: {
    type: 'boolean',
    alias: 'i',
    describe: 'Pick a session on a screen, with results as you type; Enter prints its command',
  },
  run: { type: 'boolean', describe: 'With -i: Enter runs the command in the right folder' },
  json: COMMON.json,
  rebuild: { type: 'boolean', describe: 'Rebuild the index first' },
} as const satisfies OptionTable;

/** The values of a search's command line. */
export type SearchCommandOptions = OptionValues<typeof SEARCH_OPTIONS> & {
  readonly keyword: readonly string[] | undefined;
};

/** What a program brings to the command. */
export interface SearchCommandContext {
  /**
   * Finds the script that reads transcripts in a thread of its own, a bundle of
   * `@cco/session-index/store-worker`. @default everything is read in one thread
   */
  readonly worker?: (() => URL) | undefined;
  /** The same for `@cco/session-index/text-worker`. @default everything is read in one thread */
  readonly textWorker?: (() => URL) | undefined;
}
