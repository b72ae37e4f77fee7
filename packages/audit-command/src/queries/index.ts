import { agentsQuery } from './agents.ts';
import { commandsQuery } from './commands.ts';
import { filesQuery } from './files.ts';
import type { Query } from './query.ts';
import { searchesQuery } from './searches.ts';
import { toolsQuery } from './tools.ts';
import { urlsQuery } from './urls.ts';

/** All questions about calls, each a subcommand. */
export const QUERIES: readonly Query[] = [
  filesQuery,
  commandsQuery,
  urlsQuery,
  toolsQuery,
  agentsQuery,
  searchesQuery,
];
