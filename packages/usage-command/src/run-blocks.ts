import { zoneName } from '@cco/calendar';
import { type Io, UserError } from '@cco/cli';
import { renderActiveBlock, renderBlocks, renderCsv } from '@cco/usage-render';
import { blockReport, MOST_SESSION_HOURS } from '@cco/usage-reports';
import { findSettings } from '@cco/usage-settings';
import type { BlocksOptions } from './blocks-options.ts';
import { findDays } from './days.ts';
import { loadForCommand } from './load.ts';
import { readNumber } from './option-values.ts';
import { checkFormat, finish } from './output.ts';
import { remarksOf } from './remarks.ts';
import { pricesOf } from './run-report.ts';
import type { UsageCommandContext } from './usage-context.ts';

/**
 * Makes the report by billing block and prints it.
 *
 * @returns The exit status: 0, or 3 when a budget is exceeded.
 * @throws UserError when the options make no sense.
 */
export async function runBlocks(
  options: BlocksOptions,
  { io, context }: { readonly io: Io; readonly context: UsageCommandContext },
): Promise<number> {
  checkFormat(options);
  const { active, recent, compact, order } = options;
  const settings = await findSettings(options, io);
  const days = findDays(options, settings);
  const sessionHours = readHours(options['session-length']);
  const tokenLimit = readLimit(options['token-limit']);
  // A block depends on all messages before it, so all are loaded, whatever is shown.
  const query = { forBlocks: true, sessionHours };
  const usage = await loadForCommand(query, settings, { io, context });
  const { zone, now } = settings;
  const { rows, skippedLines } = usage;
  const choice = { ...days, zone, now, order, active, recent };
  const report = blockReport(rows, { ...choice, sessionHours, tokenLimit, skippedLines });
  const render = active ? renderActiveBlock : renderBlocks;
  return finish(report, {
    io,
    options,
    settings,
    usage,
    context,
    csv: () => renderCsv(report),
    text: () =>
      render(report, {
        width: io.columns,
        style: io.style,
        zone: zoneName(zone),
        now,
        compact,
        prices: pricesOf(settings),
        remarks: remarksOf(usage, settings),
      }),
  });
}

function readHours(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const hours = readNumber('--session-length', text, '5');
  if (hours <= MOST_SESSION_HOURS) return hours;
  throw new UserError(
    `--session-length ${text}: expected at most ${MOST_SESSION_HOURS} hours, a year`,
  );
}

function readLimit(text: string | undefined): number | 'max' | undefined {
  if (text === undefined || text === '') return undefined;
  return text === 'max' ? 'max' : readNumber('--token-limit', text, '500000, or max');
}
