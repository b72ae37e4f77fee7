import { parseDay } from '@cco/calendar';
import type { BudgetStatus } from '@cco/usage-reports';
import { describe, expect, it } from 'vitest';
import { guardBudgets, warningKey } from './guard-budgets.ts';

function status(parts: Partial<BudgetStatus> = {}): BudgetStatus {
  const since = parseDay('2026-11-20');
  return {
    period: 'daily',
    since: since as BudgetStatus['since'],
    until: since as BudgetStatus['since'],
    limit: 5,
    used: 4.567,
    remaining: 0.433,
    percent: 91.34,
    level: 90,
    isExceeded: false,
    unpricedTokens: 0,
    ...parts,
  };
}

const usedUp = { used: 5.12, percent: 102.4, level: 100, isExceeded: true } as const;
const month = parseDay('2026-12-01') as BudgetStatus['since'];

describe('guardBudgets', () => {
  it('allows while no level is reached', () => {
    const answer = guardBudgets([status({ level: 0 })], { event: 'PreToolUse', claim: () => true });
    expect(answer).toEqual({ decision: 'allow', output: '' });
  });

  it('warns of every level once', () => {
    const told = new Set<string>();
    const claim = (one: BudgetStatus) => {
      const isNew = !told.has(warningKey(one));
      told.add(warningKey(one));
      return isNew;
    };
    const options = { event: 'UserPromptSubmit', claim } as const;
    const monthly = status({ period: 'monthly', since: month, level: 50, percent: 50 });
    expect(guardBudgets([status(), monthly], options)).toEqual({
      decision: 'warn',
      output: JSON.stringify({
        systemMessage:
          'Daily budget: 91% used, $4.57 of $5.00.\nMonthly budget: 50% used, $4.57 of $5.00.',
      }),
    });
    expect(guardBudgets([status(), monthly], options).decision).toBe('allow');
    expect(guardBudgets([status(usedUp), monthly], options)).toEqual({
      decision: 'warn',
      output: JSON.stringify({ systemMessage: 'Daily budget: used up, $5.12 of $5.00.' }),
    });
    expect([...told]).toEqual([
      'daily-2026-11-20-90',
      'monthly-2026-12-01-50',
      'daily-2026-11-20-100',
    ]);
  });

  it('says that tokens without a price are left out', () => {
    const { output } = guardBudgets([status({ unpricedTokens: 7 })], {
      event: 'PreToolUse',
      claim: () => true,
    });
    expect(output).toContain('$5.00, tokens without a known price not included.');
  });

  it('blocks a prompt each time, and without asking whether to warn', () => {
    const options = {
      event: 'UserPromptSubmit',
      block: true,
      claim: () => expect.unreachable(),
      help: 'Raise the budget.',
    } as const;
    const answer = guardBudgets([status(usedUp)], options);
    expect(answer.decision).toBe('block');
    expect(JSON.parse(answer.output)).toEqual({
      decision: 'block',
      reason:
        'Daily budget used up: $5.12 of $5.00. Prompts are blocked until 2026-11-21. Raise the budget.',
    });
    expect(guardBudgets([status(usedUp)], options)).toEqual(answer);
  });

  it('denies a tool call and tells Claude to stop', () => {
    const answer = guardBudgets([status(usedUp)], {
      event: 'PreToolUse',
      block: true,
      claim: () => true,
    });
    expect(JSON.parse(answer.output)).toEqual({
      hookSpecificOutput: {
        hookEventName: 'PreToolUse',
        permissionDecision: 'deny',
        permissionDecisionReason:
          'Daily budget used up: $5.12 of $5.00. Tool calls are blocked until 2026-11-21: stop here, and tell the user.',
      },
    });
  });

  it.each([
    ['daily', '2026-12-31', '2027-01-01'],
    ['weekly', '2026-12-27', '2027-01-03'],
    ['monthly', '2026-02-01', '2026-03-01'],
    ['monthly', '2026-12-01', '2027-01-01'],
  ] as const)('blocks for a %s budget from %s until %s', (period, day, until) => {
    const since = parseDay(day) as BudgetStatus['since'];
    const { output } = guardBudgets([status({ ...usedUp, period, since })], {
      event: 'UserPromptSubmit',
      block: true,
      claim: () => true,
    });
    expect(output).toContain(`until ${until}`);
  });

  it('warns below the end of the budget also when it may block', () => {
    const options = { event: 'PreToolUse', block: true, claim: () => true } as const;
    expect(guardBudgets([status()], options).decision).toBe('warn');
  });
});
