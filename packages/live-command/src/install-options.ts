import type { Argv } from '@cco/cli';
import { type ScopeOptions, scopeOptions } from '@cco/self-install';

/** What every installer can be told. */
export interface InstallOptions extends ScopeOptions {
  readonly command?: string | undefined;
  readonly 'dry-run': boolean;
  readonly json: boolean;
}

/** Declares what every installer can be told. */
export function installOptions(yargs: Argv, describeCommand: string): Argv<InstallOptions> {
  return scopeOptions(yargs)
    .option('command', { type: 'string', requiresArg: true, describe: describeCommand })
    .option('dry-run', { type: 'boolean', default: false, describe: 'Change nothing, only tell' })
    .option('json', { type: 'boolean', default: false, describe: 'Print JSON' }) as never;
}

/** What a path in shared or temporary places means for an installation. */
export function placeWarnings(
  scope: string,
  { isNamed, temporary }: { readonly isNamed: boolean; readonly temporary: boolean },
): string[] {
  const warnings: string[] = [];
  if (temporary)
    warnings.push('this program lies in a temporary folder, and stops working with it.');
  if (scope === 'project' && !isNamed) {
    warnings.push('these settings are shared, but the command holds a path of this machine.');
  }
  return warnings;
}
