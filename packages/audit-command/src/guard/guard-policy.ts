import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_POLICY, type Policy } from '@cco/audit-policy/apply';
import { expandHome, primaryConfigFolder } from '@cco/claude-paths';

const NAME = 'cco.audit.json';

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
 * there is a file. One with mistakes counts for nothing; `problem` names the first.
 */
export async function guardPolicy(
  root: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<GuardPolicy> {
  const places = [primaryConfigFolder(env), ...(root === undefined ? [] : [root])];
  let problem: string | undefined;
  for (const folder of places) {
    const file = path.join(folder, NAME);
    const content = readIfThere(file);
    if (content === undefined) continue;
    if (typeof content !== 'string') {
      problem ??= `${file}: ${content.message}`;
      continue;
    }
    const { parsePolicy } = await import('@cco/audit-policy');
    const { policy, problems } = parsePolicy(content);
    if (policy) {
      const folders = policy.folders.map((one) => path.resolve(folder, expandHome(one, env)));
      return { policy, folders, problem };
    }
    const [first] = problems;
    problem ??= `${file}:${first?.line}:${first?.column} ${first?.path}: ${first?.message}`;
  }
  return { policy: DEFAULT_POLICY, folders: [], problem };
}

/** Reads a file; undefined where there is none, an error where it cannot be read. */
function readIfThere(file: string): string | Error | undefined {
  try {
    if (!fs.statSync(file).isFile()) return new Error('it is no regular file');
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : (error as Error);
  }
}
