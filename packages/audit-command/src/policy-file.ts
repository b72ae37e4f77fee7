import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_POLICY, type Policy, type PolicyProblem } from '@cco/audit-policy';
import { expandHome, primaryConfigFolder } from '@cco/claude-paths';
import { type Io, UserError } from '@cco/cli';
import { oneLine } from '@cco/terminal';

/** The name of a policy's file. */
export const POLICY_NAME = 'cco.audit.json';

/** A policy and where it stood. */
export interface LoadedPolicy {
  readonly policy: Policy;
  /** Undefined where there is none. */
  readonly file: string | undefined;
  /** Folders of the policy, resolved. */
  readonly folders: readonly string[];
}

/**
 * Finds and reads the policy: the file that was named, else the nearest `cco.audit.json` from the
 * working directory up, else the one in Claude Code's config folder, else none.
 *
 * @throws UserError when the file cannot be read or holds mistakes, with their places.
 */
export async function loadPolicy(
  named: string | undefined,
  io: Pick<Io, 'env' | 'cwd'>,
): Promise<LoadedPolicy> {
  const file =
    named === undefined ? findPolicy(io) : path.resolve(io.cwd, expandHome(named, io.env));
  if (file === undefined) return { policy: DEFAULT_POLICY, file: undefined, folders: [] };
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`${oneLine(file)} cannot be read: ${oneLine((error as Error).message)}`);
  }
  // Most have no policy: what checks one is loaded only then.
  const { parsePolicy } = await import('@cco/audit-policy');
  const { policy, problems } = parsePolicy(text);
  if (!policy) throw mistakesIn(file, problems);
  const base = path.dirname(file);
  const folders = policy.folders.map((one) => path.resolve(base, expandHome(one, io.env)));
  return { policy, file, folders };
}

/** Makes the error that names every mistake of a file. */
export function mistakesIn(file: string, problems: readonly PolicyProblem[]): UserError {
  const lines = problems.map(
    ({ line, column, path: place, message }) =>
      `${file}:${line}:${column} ${place === '' ? '' : `${place}: `}${message}`,
  );
  return new UserError(lines.map(oneLine).join('\n'), {
    hint: 'Mend the file; `session-audit rules` lists the rules.',
  });
}

function findPolicy({ env, cwd }: Pick<Io, 'env' | 'cwd'>): string | undefined {
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    const file = path.join(folder, POLICY_NAME);
    if (fs.existsSync(file)) return file;
    if (path.dirname(folder) === folder) break;
  }
  const own = path.join(primaryConfigFolder(env), POLICY_NAME);
  return fs.existsSync(own) ? own : undefined;
}
