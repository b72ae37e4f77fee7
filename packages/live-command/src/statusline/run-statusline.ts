import { dataFolder } from '@cco/claude-paths';
import { UserError } from '@cco/cli';
import { type Money, toDollars } from '@cco/cost';
import type { LiveFigures, Spending } from '@cco/live-usage';
import {
  parseStatusInput,
  renderStatusLine,
  type StatusAmount,
  type StatusBlock,
  type StatusFigures,
  type StatusInput,
} from '@cco/statusline';
import { createStyle, usesColor } from '@cco/terminal';
import { statusOfSpending } from '@cco/usage-reports';
import { findSettings, SETTING_OPTIONS, type Settings } from '@cco/usage-settings';
import { findFigures } from '../find-figures.ts';
import { wordsOf } from '../option-words.ts';
import type { QuickWorld } from '../quick-world.ts';
import { readLook, type StatuslineValues } from './statusline-options.ts';

/**
 * Prints the line for the session that standard input tells of. Options that are wrong throw before
 * the input is read; whatever else goes wrong makes the line shorter.
 *
 * @throws UserError when an option is wrong.
 */
export async function runStatusline(values: StatuslineValues, world: QuickWorld): Promise<void> {
  const look = readLook(values);
  const input = parseStatusInput(readSafely(world));
  const now = world.now().getTime();
  const isCounted = needsSession(look.costSource, input);
  let figures: StatusFigures;
  let zone: string | undefined;
  try {
    const settings = await findSettings(values, world);
    zone = settings.namedZone;
    figures = await statusFigures(input, settings, { values, world, isCounted });
  } catch (error) {
    const isMendable = error instanceof UserError;
    figures = { note: isMendable ? error.message : 'figures cannot be read' };
  }
  const style = createStyle(usesColor({ isTTY: true }, world.env));
  const width = shownWidth(world.env['COLUMNS'], look.padding);
  const line = renderStatusLine(input, figures, { ...look, now, style, width, zone });
  world.out(`${line}\n`);
}

/** Claude Code sets the line in by two columns on both sides, and cuts off what is longer. */
const MARGINS = 4;

/** How many columns of the terminal Claude Code shows; undefined when it does not say how many there are. */
function shownWidth(columns: string | undefined, padding: number): number | undefined {
  const all = Number(columns);
  return all > 0 ? Math.max(1, Math.floor(all) - MARGINS - 2 * padding) : undefined;
}

function readSafely({ read }: QuickWorld): string {
  try {
    return read();
  } catch {
    return '';
  }
}

/** Counting one session takes a moment, and Claude Code counts it too. */
function needsSession(costSource: string | undefined, input: StatusInput | undefined): boolean {
  if (costSource === 'computed' || costSource === 'both') return true;
  return costSource !== 'cc' && input?.cost.dollars === undefined;
}

async function statusFigures(
  input: StatusInput | undefined,
  settings: Settings,
  more: {
    readonly values: StatuslineValues;
    readonly world: QuickWorld;
    readonly isCounted: boolean;
  },
): Promise<StatusFigures> {
  const { values, world, isCounted } = more;
  const { sessionId: id, transcriptPath: transcript } = input ?? {};
  const session =
    id !== undefined && transcript !== undefined ? { id, transcript, isCounted } : undefined;
  const refreshWords = ['statusline', '--refresh', ...wordsOf(values, SETTING_OPTIONS)];
  const answer = await findFigures(settings, session, { world, refreshWords });
  const spent = answer.session && amountOf(answer.session);
  if (answer.figures === undefined) {
    return {
      session: spent,
      note: answer.isStuck ? `cannot write ${dataFolder(world.env)}` : 'counting…',
    };
  }
  return { session: spent, ...presentOf(answer.figures, settings) };
}

function presentOf(figures: LiveFigures, settings: Settings): StatusFigures {
  const statuses = settings.budgets.map((budget) =>
    statusOfSpending(budget, figures.periods[budget.period]),
  );
  return {
    today: amountOf(figures.periods.daily),
    block: blockOf(figures, settings.now),
    budgets: statuses.map(({ period, percent, limit }) => ({ period, percent, limit })),
  };
}

function blockOf({ block }: LiveFigures, now: number): StatusBlock | null {
  if (block === null) return null;
  const endsAt = Date.parse(block.endTime);
  if (endsAt <= now) return null;
  const { costUSD: dollars, unpricedTokens, burnRate } = block;
  return {
    dollars,
    isPartial: unpricedTokens > 0,
    endsAt,
    burnRate: burnRate
      ? {
          costPerHour: burnRate.costPerHour,
          tokensPerMinute: burnRate.tokensPerMinuteForIndicator,
        }
      : undefined,
  };
}

function amountOf({ cost, unpricedTokens }: Spending): StatusAmount {
  return { dollars: toDollars(cost as Money), isPartial: unpricedTokens > 0 };
}
