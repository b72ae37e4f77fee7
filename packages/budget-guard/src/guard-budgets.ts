import { addDays, type Day, monthOf, startOfMonth } from '@cco/calendar';
import { formatUsd } from '@cco/cost';
import type { BudgetStatus } from '@cco/usage-reports';
import type { GuardedEvent } from './parse-guard-input.ts';

/** How the guard behaves. */
export interface GuardOptions {
  readonly event: GuardedEvent;
  /** Blocks once a budget is used up; else it only warns. @default false */
  readonly block?: boolean | undefined;
  /**
   * Asked before each warning, and told by it: the first caller for a status gets true, so that a
   * warning appears once. {@link warningKey} names the status.
   */
  claim(status: BudgetStatus): boolean;
  /** What people can do about a block, as a sentence. @default nothing is said */
  readonly help?: string | undefined;
}

/** What the guard does. */
export type GuardDecision = 'allow' | 'warn' | 'ask' | 'block';

/** A decision and how to tell Claude Code. */
export interface GuardAnswer {
  readonly decision: GuardDecision;
  /** For standard output: JSON in one line, or nothing. */
  readonly output: string;
}

const USED_UP = 100;
const LONGEST_MONTH = 31;

/**
 * Decides what happens to a prompt or a tool call. A used-up budget blocks when that is wanted; else
 * every budget that has reached a level gives one warning to the user, for each level.
 *
 * @example
 * guardBudgets(budgetStatus(rows, budgets, { zone, now }), { event: 'PreToolUse', claim: () => true });
 * // { decision: 'warn', output: '{"systemMessage":"Daily budget: 91% used, $4.57 of $5.00."}' }
 */
export function guardBudgets(
  statuses: readonly BudgetStatus[],
  { event, block = false, claim, help = '' }: GuardOptions,
): GuardAnswer {
  const usedUp = statuses.filter(({ level }) => level === USED_UP);
  if (block && usedUp.length > 0) {
    return { decision: 'block', output: JSON.stringify(blockOutput(usedUp, event, help)) };
  }
  const due = statuses.filter((status) => status.level > 0 && claim(status));
  if (due.length === 0) return { decision: 'allow', output: '' };
  const systemMessage = due.map(warningText).join('\n');
  return { decision: 'warn', output: JSON.stringify({ systemMessage }) };
}

/**
 * Names what a warning is about: two statuses with the same name need one warning. It is fit for the
 * name of a file.
 *
 * @example
 * warningKey(status); // 'daily-2026-11-20-90'
 */
export function warningKey({ period, since, level }: BudgetStatus): string {
  return `${period}-${since}-${level}`;
}

function blockOutput(usedUp: readonly BudgetStatus[], event: GuardedEvent, help: string): object {
  const facts = usedUp.map(
    (status) => `${capital(status.period)} budget used up: ${amounts(status)}.`,
  );
  const until = usedUp.map(nextPeriod).sort().at(-1);
  if (event === 'UserPromptSubmit') {
    const reason = [...facts, `Prompts are blocked until ${until}.`, help]
      .filter(Boolean)
      .join(' ');
    return { decision: 'block', reason };
  }
  // Claude reads this one. Each further call would cost what the budget forbids.
  const advice = `Tool calls are blocked until ${until}: stop here, and tell the user.`;
  return {
    hookSpecificOutput: {
      hookEventName: event,
      permissionDecision: 'deny',
      permissionDecisionReason: [...facts, advice, help].filter(Boolean).join(' '),
    },
  };
}

function warningText(status: BudgetStatus): string {
  const { period, percent, level } = status;
  const share = level === USED_UP ? 'used up' : `${Math.floor(percent)}% used`;
  return `${capital(period)} budget: ${share}, ${amounts(status)}.`;
}

function amounts({ used, limit, unpricedTokens }: BudgetStatus): string {
  const unpriced = unpricedTokens > 0 ? ', tokens without a known price not included' : '';
  return `${formatUsd(used, 2)} of ${formatUsd(limit, 2)}${unpriced}`;
}

/** The first day on which a budget is whole again. */
function nextPeriod({ period, since }: BudgetStatus): Day {
  if (period === 'daily') return addDays(since, 1);
  if (period === 'weekly') return addDays(since, 7);
  return startOfMonth(monthOf(addDays(since, LONGEST_MONTH)));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
