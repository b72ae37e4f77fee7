import { SettingsError } from '@cco/claude-settings';
import { UserError } from '@cco/cli';

/** Does work on settings; what is wrong with them is something that the user can mend. */
export function withSettings<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const hint =
      error.code === 'busy' ? 'Try again.' : 'Nothing was written. Mend the file and try again.';
    throw new UserError(error.message, { hint });
  }
}
