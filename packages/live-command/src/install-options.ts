import { COMMON, type OptionTable, type OptionValues } from '@cco/cli';
import { SCOPE_OPTIONS } from '@cco/self-install';

/** What every installer can be told. */
export const INSTALL_OPTIONS = {
  ...SCOPE_OPTIONS,
  command: {
    type: 'string',
    describe: 'The command that Claude Code runs',
    defaultText: 'this program',
  },
  'dry-run': COMMON['dry-run'],
  json: COMMON.json,
} as const satisfies OptionTable;

/** The same for what takes an installation out again. */
export const UNINSTALL_OPTIONS = {
  ...INSTALL_OPTIONS,
  command: { type: 'string', describe: 'The command it was installed with, if it was your own' },
} as const satisfies OptionTable;

/** The values of {@link INSTALL_OPTIONS}. */
export type InstallOptions = OptionValues<typeof INSTALL_OPTIONS>;

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
