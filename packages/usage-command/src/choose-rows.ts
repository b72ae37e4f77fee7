import { isProjectSlugOf } from '@cco/claude-paths';
import type { UsageRow } from '@cco/usage-reports';

/**
 * Picks the rows of a session.
 *
 * @param id - The session's id, or how it begins: reports show the first eight characters.
 */
export function rowsOfSession(rows: readonly UsageRow[], id: string): readonly UsageRow[] {
  const exact = rows.filter(({ sessionId }) => sessionId === id);
  if (exact.length > 0 || id === '') return exact;
  return rows.filter(({ sessionId }) => sessionId.startsWith(id));
}

/**
 * Finds the directory of a project that is named as ccusage does, by the folder of its transcripts
 * (`-home-mira-shop`). Several directories can have one folder: the first is taken.
 *
 * @returns What was given, when it names no such folder.
 */
export function directoryOfProject(rows: readonly UsageRow[], project: string): string {
  const directories = new Set(rows.map(({ projectPath }) => projectPath));
  return [...directories].find((one) => isProjectSlugOf(project, one)) ?? project;
}
