import { bar, count, createStyle, displayWidth, padEnd, padStart, type Style } from '@cco/terminal';
import type { BudgetStatus } from '@cco/usage-reports';
import { UNPRICED_MARK } from './cells.ts';
import { formatCost } from './format-cost.ts';
import type { RenderOptions } from './render-options.ts';
import { wrap } from './wrap.ts';

const GAP = '  ';
const WIDEST_BAR = 20;
const NARROWEST_BAR = 4;
const PERIOD_WIDTH = 'monthly'.length;
const PERCENT_WIDTH = '100%'.length;

/** At which level a budget changes its colour. */
const ALARM = 100;
const WARNING = 75;

/**
 * Writes how much of each budget is used: a bar where there is room, whole per cent, and dollars.
 * Tokens without a price are marked and told below.
 *
 * @returns Lines that each end with a newline; nothing for no budgets.
 */
export function renderBudgets(
  budgets: readonly BudgetStatus[],
  { width, style = createStyle(false) }: Pick<RenderOptions, 'width' | 'style'>,
): string {
  const widest = Math.max(0, ...budgets.map((budget) => displayWidth(amountsOf(budget))));
  const taken = PERIOD_WIDTH + PERCENT_WIDTH + widest + 3 * GAP.length;
  const room = Math.min(WIDEST_BAR, width - taken);
  const lines = budgets.map((budget) => budgetLine(budget, room, style));
  const unpriced = Math.max(0, ...budgets.map(({ unpricedTokens }) => unpricedTokens));
  if (unpriced > 0) {
    const note = `${UNPRICED_MARK} leaves out up to ${count(unpriced, 'token')} without a known price`;
    lines.push(...wrap(note, width).map((line) => style.yellow(line)));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function budgetLine(budget: BudgetStatus, room: number, style: Style): string {
  const { period, percent, used, limit } = budget;
  const color = colorOf(budget, style);
  const cells = [padEnd(period, PERIOD_WIDTH)];
  if (room >= NARROWEST_BAR) cells.push(color(padEnd(bar(used, limit, room), room)));
  cells.push(color(padStart(`${Math.floor(percent)}%`, PERCENT_WIDTH)), amountsOf(budget));
  return cells.join(GAP);
}

function amountsOf({ used, limit, remaining, isExceeded, unpricedTokens }: BudgetStatus): string {
  const mark = unpricedTokens > 0 ? UNPRICED_MARK : '';
  const left = isExceeded ? `${formatCost(used - limit)} over` : `${formatCost(remaining)} left`;
  return `${formatCost(used)}${mark} of ${formatCost(limit)}, ${left}`;
}

function colorOf({ level }: BudgetStatus, style: Style): (text: string) => string {
  if (level >= ALARM) return style.red;
  return level >= WARNING ? style.yellow : style.green;
}
