import { type AnyCommand, defineCommand, UserError } from '@cco/cli';
import { SEARCH_OPTIONS, type SearchCommandContext } from './search-options.ts';

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
export function searchCommand(context: SearchCommandContext = {}): AnyCommand {
  return defineCommand({
    name: 'search',
    words: {
      name: 'keyword',
      many: true,
      describe: 'What to look for, see below; or show ID, and what to look for in that session',
    },
    summary: 'Find past Claude Code sessions by their words, with the command to resume them.',
    helpOnError: true,
    adviceFor: (option) =>
      /^-[^-\d]./.test(option)
        ? `To leave out sessions that hold a word: cs -- WORD ${option}`
        : undefined,
    options: SEARCH_OPTIONS,
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
      [130, 'the picker was closed without a selection'],
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
