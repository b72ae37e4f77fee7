import { createHash } from 'node:crypto';
import type { Finding } from '@cco/audit-rules';

/**
 * What a finding is known by from run to run: rule, tool, and path or evidence without what differs
 * each time (session, time, ids, temporary names, the place of the project).
 *
 * @param home - The home folder of the session, written as `~`.
 *
 * @example
 * fingerprint(finding, '/home/mira'); // '5f0c6a1be2d94c37'
 */
export function fingerprint(finding: Finding, home: string): string {
  const { ruleId, call, path, evidence, sourceEvidence } = finding;
  const parts = [path ?? evidence, sourceEvidence ?? ''].map((text) =>
    settled(text, call.cwd, home),
  );
  const all = [ruleId, call.tool, ...parts].join('\0');
  return createHash('sha256').update(all).digest('hex').slice(0, 16);
}

function settled(text: string, cwd: string | undefined, home: string): string {
  let result = text.replaceAll('\\', '/');
  for (const [folder, short] of [
    [cwd, '.'],
    [home, '~'],
  ] as const) {
    const plain = folder?.replaceAll('\\', '/').replace(/\/$/, '');
    if (plain) result = result.split(plain).join(short);
  }
  return result
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi, '<id>')
    .replace(/\b\d{4}-\d\d-\d\d(?:[T ][\d:.]+Z?)?/g, '<time>')
    .replace(/\/tmp\/[\w.-]+/g, '/tmp/<name>')
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/gi, '<id>')
    .replace(/\d{4,}/g, '<number>')
    .replace(/\s+/g, ' ')
    .trim();
}
