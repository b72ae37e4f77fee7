import type { Io } from '@cco/cli';
import { createMatchFinders } from '@cco/session-index/text';
import { count } from '@cco/terminal';
import { countInSessions } from './count-in-sessions.ts';
import type { HitOptions } from './find-hits.ts';
import { findSessions } from './find-sessions.ts';
import { jsonText } from './render.ts';

/** Prints how many sessions there are, and how many matches in them; gives the exit status. */
export async function runCount(options: HitOptions, words: string, io: Io): Promise<number> {
  const asked = words.trim() === '' ? undefined : words;
  const { sessions, query } = await findSessions(options, asked, Number.POSITIVE_INFINITY, io);
  const canCount = query !== undefined && createMatchFinders(query).length > 0;
  const counted = canCount ? await countInSessions(query, sessions, io) : [];
  const matches = canCount
    ? counted.flatMap(({ byTerm }) => byTerm).reduce((sum, one) => sum + one, 0)
    : undefined;
  const archived = sessions.filter(({ isArchived }) => isArchived).length;
  if (options.json) {
    io.out(
      jsonText({
        count: { sessions: sessions.length, matches, ...(archived > 0 && { archived }) },
      }),
    );
    return 0;
  }
  const parts = [count(sessions.length, 'session')];
  if (archived > 0) parts.push(`${archived} of them archived`);
  if (matches !== undefined) parts.push(count(matches, 'match', 'matches'));
  io.out(`${parts.join(', ')}\n`);
  return 0;
}
