import type { Io } from '@cco/cli';
import { disabledWarnings, type ScopeChange } from '@cco/self-install';
import { oneLine } from '@cco/terminal';

/** One step of a change, for people and as JSON. */
export interface ChangeStep {
  readonly action: 'added' | 'updated' | 'removed';
  /** What was changed: `statusLine`, or the event of a hook. */
  readonly place: string;
  readonly command: string;
}

/** Tells what a change of the settings did: as JSON, or in lines below a headline. */
export function tellChange(
  io: Io,
  { scope, dryRun, settings, result }: ScopeChange<readonly ChangeStep[]>,
  told: {
    readonly json: boolean;
    readonly command: string;
    readonly headline: string;
    /** Told after a change that was made. */
    readonly closing?: string | undefined;
    readonly warnings?: readonly string[] | undefined;
  },
): void {
  const disabled = told.closing === undefined ? [] : disabledWarnings(io);
  const warnings = [...disabled, ...(told.warnings ?? [])];
  const { json, command, headline } = told;
  const closing = disabled.length === 0 ? told.closing : undefined;
  const { file, changed, created, backup } = settings;
  if (json) {
    const common = { scope, file, changed, created, dry_run: dryRun, backup: backup ?? null };
    io.out(`${JSON.stringify({ ...common, command, changes: result, warnings })}\n`);
    return;
  }
  const lines = [
    `${headline} ${oneLine(file)}`,
    ...result.map((step) => `  ${step.action}  ${step.place}  ${oneLine(step.command)}`),
  ];
  if (backup !== undefined) lines.push(`Backup: ${oneLine(backup)}`);
  if (changed && !dryRun && closing !== undefined) lines.push(closing);
  io.out(`${lines.join('\n')}\n`);
  for (const warning of warnings) io.err(`${io.errStyle.yellow(`Warning: ${warning}`)}\n`);
}
