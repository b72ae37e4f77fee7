import path from 'node:path';
import { primaryConfigFolder } from '@cco/claude-paths';
import { type Io, type OptionTable, type OptionValues, UserError } from '@cco/cli';

/** Whom settings apply to: the user everywhere, everyone in a project, the user in a project. */
export type Scope = 'user' | 'project' | 'local';

/** All scopes, the widest first. */
export const SCOPES: readonly Scope[] = ['user', 'project', 'local'];

/** The options that choose a scope. */
export const SCOPE_OPTIONS = {
  user: { type: 'boolean', describe: 'Your settings, for all projects (default)' },
  project: {
    type: 'boolean',
    describe: "This folder's settings, shared with others: .claude/settings.json",
  },
  local: {
    type: 'boolean',
    describe: "This folder's settings, yours alone: .claude/settings.local.json",
  },
} as const satisfies OptionTable;

/** Their values. */
export type ScopeOptions = OptionValues<typeof SCOPE_OPTIONS>;

/**
 * Reads the chosen scope.
 *
 * @throws UserError when more than one is chosen.
 */
export function chosenScope(options: ScopeOptions): Scope {
  const chosen = SCOPES.filter((scope) => options[scope]);
  if (chosen.length > 1) {
    const names = chosen.map((scope) => `--${scope}`).join(' and ');
    throw new UserError(`${names} do not go together`, { hint: 'Choose one of them.' });
  }
  return chosen[0] ?? 'user';
}

/** Finds the settings file of a scope. */
export function settingsFile(scope: Scope, io: Pick<Io, 'env' | 'cwd'>): string {
  if (scope === 'user') return path.join(primaryConfigFolder(io.env), 'settings.json');
  const name = scope === 'project' ? 'settings.json' : 'settings.local.json';
  return path.join(io.cwd, '.claude', name);
}
