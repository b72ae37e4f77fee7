import { cwdFrom, previewFrom } from '../transcript-facts.ts';
import { allFiles } from './file-rows.ts';
import type { Store } from './open-store.ts';
import { allRows } from './statements.ts';
import { parseStored } from './stored-text.ts';

/** A session's own file, as far as the store knows it. */
export interface StoredSession {
  readonly id: string;
  /** Name of the project folder. */
  readonly slug: string;
  readonly path: string;
  /** The real working directory, when the records tell. */
  readonly cwd: string | undefined;
  /** Title, summary or first prompt, as a preview. */
  readonly preview: string | undefined;
  /** The transcript is gone. */
  readonly isArchived: boolean;
  /** Claude Code's own account of the session, its last `cost-state` record. */
  readonly costState: CostState | undefined;
}

/** What Claude Code says that a session cost, with calls that no line shows. */
export interface CostState {
  readonly totalCostUSD: number | null;
  /** By model, as recorded. */
  readonly modelUsage: Readonly<Record<string, unknown>>;
  readonly hasUnknownModelCost: boolean;
}

/** Lists the files of sessions by path, subagents' left out. Copies of a session are listed each. */
export function readSessions({ db }: Store): StoredSession[] {
  return allFiles(db)
    .filter(({ agent }) => agent === undefined)
    .map(({ session, slug, path, isArchived, state: { facts, costState } }) => ({
      id: session,
      slug,
      path,
      cwd: cwdFrom(facts),
      preview: previewFrom(facts),
      isArchived,
      costState: costState === undefined ? undefined : parseStored(costState),
    }));
}

/**
 * Gives when sessions were active last, by id, in milliseconds since 1970: the latest time of a
 * message, subagents' included. Sessions whose messages have no time are left out.
 */
export function readLastMessages({ db }: Store): Map<string, number> {
  const time = "json_extract(facts, '$.lastTime')";
  return new Map(
    allRows<[string, number]>(
      db,
      'session, time',
      `(SELECT session, max(${time}) AS time FROM file GROUP BY session HAVING time IS NOT NULL)`,
    ),
  );
}
