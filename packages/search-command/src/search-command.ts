import { type Command, defineCommand, UserError } from '@cco/cli';

/** What the command line of a search holds. */
export interface SearchCommandOptions {
  readonly keyword: string[] | undefined;
  readonly limit: number;
  readonly project: string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly here: boolean;
  readonly sort: SortOrder;
  readonly all: boolean;
  readonly archived: boolean;
  /** Pieces of the conversation to show around each match. */
  readonly context: number | undefined;
  readonly count: boolean;
  readonly subagents: boolean;
  readonly 'resume-dir': boolean;
  readonly interactive: boolean;
  readonly run: boolean;
  readonly json: boolean;
  readonly rebuild: boolean;
}

/** Orders that sessions can be listed in. */
export type SortOrder = 'newest' | 'oldest' | 'relevance' | 'project';

const DEFAULT_LIMIT = 10;

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

/** The query language, on less than a screen of 80 columns. */
const QUERY_HELP = `Queries: all terms must fit, each anywhere in the session, in any letter case.
  auth  src/auth.ts  C++       this text, also inside of words
  "due date"                   these words in this order; \\" is the character
  /migrat(e|ion)/              a regular expression; flags: m, s
  tool:Bash  tool:mcp__*       a tool that was called
  file:schema.prisma           part of the path that a tool was called for
  branch:main  model:opus      part of the name of a git branch, of a model
  error:yes  error:no          a tool call or an API request failed; none did
  cost:>2  cost:<=0.5          dollars, subagents included
  -term                        the term must not fit; to begin with: -- -term
  84f6a1d3                     the session whose id begins so comes first
  show 84f6a1d3 [query]        that session, or what of it holds the words
Relevance is how often the terms occur; a rare term counts for more.`;

/**
 * Makes the command: finds past sessions by their words, and tells how to resume them.
 *
 * @example
 * await runMain(searchCommand(), { name: 'cs', version: '1.0.0' });
 */
export function searchCommand(context: SearchCommandContext = {}): Command<SearchCommandOptions> {
  return defineCommand<SearchCommandOptions>({
    name: 'search',
    positionals: '[keyword..]',
    summary: 'Find past Claude Code sessions by their words, with the command to resume them.',
    helpOnError: true,
    adviceFor: (option) =>
      /^-[^-\d]./.test(option)
        ? `To leave out sessions that hold a word: cs -- WORD ${option}`
        : undefined,
    options: (yargs) =>
      yargs
        .positional('keyword', {
          type: 'string',
          array: true,
          describe: 'What to look for, see below; or show ID, and what to look for in that session',
        })
        .option('limit', {
          alias: 'n',
          type: 'number',
          default: DEFAULT_LIMIT,
          requiresArg: true,
          describe: 'How many sessions to show',
        })
        .option('all', { type: 'boolean', default: false, describe: 'Show all, without a limit' })
        .option('project', {
          alias: 'p',
          type: 'string',
          requiresArg: true,
          describe: 'Only projects whose name contains this',
        })
        .option('here', {
          type: 'boolean',
          default: false,
          describe: 'Only sessions of the current folder, those above and below it',
        })
        .option('since', {
          type: 'string',
          requiresArg: true,
          describe: 'Only from this day on: today, yesterday, 7d, YYYY-MM-DD',
        })
        .option('until', {
          type: 'string',
          requiresArg: true,
          describe: 'Only up to this day',
        })
        .option('sort', {
          choices: ['newest', 'oldest', 'relevance', 'project'] as const,
          default: 'newest' as const,
          requiresArg: true,
          describe: 'Order of the sessions',
        })
        .option('context', {
          alias: 'C',
          type: 'number',
          requiresArg: true,
          describe: 'Show so many pieces of the conversation before and after the match',
        })
        .option('count', {
          type: 'boolean',
          default: false,
          describe: 'Only tell how many sessions there are, and how many matches in them',
        })
        .option('archived', {
          type: 'boolean',
          default: false,
          describe: 'Also sessions that Claude Code has deleted',
        })
        .option('subagents', {
          type: 'boolean',
          default: false,
          describe: "List each session's subagents too",
        })
        .option('resume-dir', {
          type: 'boolean',
          default: false,
          describe: 'Put the right folder first: cd DIR && claude --resume ID',
        })
        .option('interactive', {
          alias: 'i',
          type: 'boolean',
          default: false,
          describe:
            'Pick a session on a screen, with results as you type; Enter prints its command',
        })
        .option('run', {
          type: 'boolean',
          default: false,
          describe: 'With -i: Enter runs the command in the right folder',
        })
        .option('json', { type: 'boolean', default: false, describe: 'Print JSON' })
        .option('rebuild', {
          type: 'boolean',
          default: false,
          describe: 'Build the index anew before anything else',
        }),
    defaults: {
      keyword: undefined,
      limit: DEFAULT_LIMIT,
      project: undefined,
      since: undefined,
      until: undefined,
      here: false,
      sort: 'newest',
      all: false,
      archived: false,
      context: undefined,
      count: false,
      subagents: false,
      'resume-dir': false,
      interactive: false,
      run: false,
      json: false,
      rebuild: false,
    },
    textOptions: ['project', 'since', 'until'],
    examples: [
      ['$0', 'the 10 newest sessions'],
      ['$0 prisma migration', 'sessions that hold both words'],
      [`$0 '"due date" -draft'`, 'a phrase, and a word that must not occur'],
      ["$0 '/migrat(e|ion)/ error:yes'", 'a regular expression; something failed'],
      ["$0 'file:schema.prisma cost:>2'", 'also tool:Bash, branch:main, model:opus'],
      ['$0 -i', 'pick a session on a screen, with results as you type'],
      ['$0 -p shop --since 7d timeout', 'one project, the last week'],
      ['$0 --sort relevance -C 2 cache', 'the best first, with what was said around it'],
      ['$0 show 84f6a1d3 voucher', 'the parts of one session that hold a word'],
      ['$0 --json api | jq .', 'for scripts'],
      ['$0 completion zsh', 'a completion script (or bash)'],
    ],
    exitCodes: [
      [0, 'done, also when nothing was found'],
      [1, 'an option or the query is wrong, or show knows no such session'],
      [130, '-i was left without a session'],
    ],
    notes: QUERY_HELP,
    async run(options, io) {
      if (!Number.isInteger(options.limit) || options.limit < 1) {
        throw new UserError('-n takes a whole number of at least 1', {
          hint: 'For example: -n 20. Without a limit: --all',
        });
      }
      if (options.context !== undefined && !isWhole(options.context)) {
        throw new UserError('--context takes a whole number', { hint: 'For example: --context 2' });
      }
      if (options.interactive) {
        const { runInteractive } = await import('./interactive/run-interactive.ts');
        return runInteractive(options, io, context);
      }
      if (options.run) {
        throw new UserError('--run needs -i', { hint: 'For example: -i --run' });
      }
      const { runSearch } = await import('./run-search.ts');
      return runSearch(options, io, context);
    },
  });
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
