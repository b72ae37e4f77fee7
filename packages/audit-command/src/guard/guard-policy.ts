import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_POLICY, type Policy } from '@cco/audit-policy/apply';
import { expandHome, primaryConfigFolder } from '@cco/claude-paths';

const NAME = 'cco.audit.json';

/**
 * Finds the policy of the guard: the one in Claude Code's config folder, which belongs to the user,
 * before that of the project, which whoever works there can change. The schema is loaded only where
 * there is a file. One with mistakes counts for nothing, and is told of.
 */
export async function guardPolicy(
  root: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  tell: (problem: string) => void,
): Promise<{ policy: Policy; folders: readonly string[] }> {
  const places = [primaryConfigFolder(env), ...(root === undefined ? [] : [root])];
  for (const folder of places) {
    const file = path.join(folder, NAME);
    const content = readIfThere(file, tell);
    if (content === undefined) continue;
    const { parsePolicy } = await import('@cco/audit-policy');
    const { policy, problems } = parsePolicy(content);
    if (policy) {
      return {
        policy,
        folders: policy.folders.map((one) => path.resolve(folder, expandHome(one, env))),
      };
    }
    const [first] = problems;
    tell(
      `${file}:${first?.line}:${first?.column} ${first?.path}: ${first?.message}; judged without it`,
    );
  }
  return { policy: DEFAULT_POLICY, folders: [] };
}

function readIfThere(file: string, tell: (problem: string) => void): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') tell(message);
    return undefined;
  }
}
