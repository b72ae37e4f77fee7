import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_POLICY, type Policy } from '@cco/audit-policy/apply';
import { expandHome, primaryConfigFolder } from '@cco/claude-paths';

const NAME = 'cco.audit.json';

const MOST_BYTES = 1024 * 1024;
const DEFAULT = { policy: DEFAULT_POLICY, folders: [] };

/** The policy of the guard. */
export interface GuardPolicy {
  readonly policy: Policy;
  /** Absolute. */
  readonly folders: readonly string[];
  /** Why a policy that exists counts for nothing; undefined when all is well. */
  readonly problem: string | undefined;
}

/**
 * Finds the policy of the guard: the one in Claude Code's config folder, which belongs to the user,
 * before that of the project, which whoever works there can change. The schema is loaded only where
 * there is a file. Where one cannot be read or has mistakes, the default policy counts, not the next
 * file; `problem` names the first mistake.
 */
export async function guardPolicy(
  root: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<GuardPolicy> {
  const places = [primaryConfigFolder(env), ...(root === undefined ? [] : [root])];
  for (const folder of places) {
    const file = path.join(folder, NAME);
    const content = readIfThere(file);
    if (content === undefined) continue;
    if (typeof content !== 'string') return { ...DEFAULT, problem: `${file}: ${content.message}` };
    const { parsePolicy } = await import('@cco/audit-policy');
    const { policy, problems } = parsePolicy(content);
    if (policy) {
      const folders = policy.folders.map((one) => path.resolve(folder, expandHome(one, env)));
      return { policy, folders, problem: undefined };
    }
    const [first] = problems;
    const place = `${file}:${first?.line}:${first?.column}`;
    return { ...DEFAULT, problem: `${place} ${first?.path}: ${first?.message}` };
  }
  return { ...DEFAULT, problem: undefined };
}

/** Reads a file; returns undefined if it does not exist, and an error if it cannot be read. */
function readIfThere(file: string): string | Error | undefined {
  try {
    const found = fs.statSync(file);
    if (!found.isFile()) return new Error('it is no regular file');
    if (found.size > MOST_BYTES) return new Error(`it is longer than ${MOST_BYTES} bytes`);
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : (error as Error);
  }
}
