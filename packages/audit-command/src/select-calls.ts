import type { AuditedCall, CallSource } from '@cco/audit-store';
import type { Selection } from './selection.ts';

/** Reads the calls that were chosen, in the order of their times. */
export function selectCalls(source: CallSource, selection: Selection): AuditedCall[] {
  const { session, since, until, wantsProject } = selection;
  const roots = new Map<string, boolean>();
  const wants = ({ source: { session: id, slug }, cwd }: AuditedCall): boolean => {
    if (wantsProject === undefined) return true;
    const key = `${id}\0${cwd ?? ''}`;
    let isWanted = roots.get(key);
    if (isWanted === undefined) {
      isWanted = wantsProject(slug, cwd);
      roots.set(key, isWanted);
    }
    return isWanted;
  };
  const sessions =
    session === undefined
      ? undefined
      : [...source.stamps().keys()].filter((id) => id.startsWith(session));
  const chosen = [...source.calls({ sessions, since, until })].filter(wants);
  return chosen.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
}
