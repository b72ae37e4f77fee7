import type { Io } from '@cco/cli';
import { formatUsd } from '@cco/cost';
import { count, groupThousands, oneLine, table } from '@cco/terminal';
import { shortenModel, wrap } from '@cco/usage-render';
import { type ModelComparison, REASONS, type Reason } from './compare-models.ts';
import type { SessionComparison } from './compare-sessions.ts';
import { type ModelCounts, NONE } from './counts.ts';
import type { CacheComparison } from './stats-cache.ts';

/** Both comparisons. */
export interface Reconciliation {
  readonly sessions: readonly SessionComparison[];
  /** Null when Claude Code has written none. */
  readonly statsCache: CacheComparison | null;
}

const SHORT_ID = 8;
const RIGHT = 'right';

/**
 * Writes the comparisons for people.
 *
 * @param all - Whether to list sessions without a difference.
 */
export function renderReconciliation(
  { sessions, statsCache }: Reconciliation,
  all: boolean,
  { style, columns }: Pick<Io, 'style' | 'columns'>,
): string {
  const letters = lettersOf([...sessions, ...(statsCache?.models ?? [])]);
  const mark = (reasons: readonly Reason[]) => reasons.map((one) => letters.get(one)).join(' ');
  const legend = [...letters].flatMap(([reason, letter]) =>
    wrap(`${letter}  ${REASONS[reason]}`, columns, '   '),
  );
  const title = (text: string) => wrap(text, columns).map(style.bold);
  const parts = [
    [...title("Sessions: ours beside Claude Code's cost-state"), ...sessionLines()],
    [...title('Models: ours beside stats-cache.json'), ...cacheLines()],
    legend.map(style.dim),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;

  function sessionLines(): string[] {
    if (sessions.length === 0) return ['No session has such a record.'];
    const shown = all ? sessions : sessions.filter(({ reasons }) => reasons.length > 0);
    const equal = sessions.length - sessions.filter(({ reasons }) => reasons.length > 0).length;
    const rows = shown.flatMap(({ sessionId, project, ours, claude, differenceUSD, ...one }) => [
      [
        oneLine(sessionId).slice(0, SHORT_ID),
        oneLine(project),
        formatUsd(ours.costUSD),
        claude.costUSD === null ? '' : formatUsd(claude.costUSD),
        differenceUSD === null ? '' : signed(differenceUSD, formatUsd),
        mark(one.reasons),
      ],
      ...one.models.filter(({ reasons }) => reasons.length > 0).map(modelLine),
    ]);
    const titles = [
      { title: 'Session' },
      { title: 'Project', shrink: true },
      { title: 'Ours', align: RIGHT },
      { title: 'Claude Code', align: RIGHT },
      { title: 'Difference', align: RIGHT },
      { title: 'Why' },
    ] as const;
    const sum = (of: (one: SessionComparison) => number) =>
      sessions.reduce((total, one) => total + of(one), 0);
    const [ours, theirs] = [sum((one) => one.ours.costUSD), sum((one) => one.claude.costUSD ?? 0)];
    const total = `${count(sessions.length, 'session')}, ${equal} without a difference: ours ${formatUsd(ours)}, Claude Code ${formatUsd(theirs)}`;
    return rows.length > 0
      ? [...table(titles, rows, columns), '', ...wrap(total, columns)]
      : wrap(total, columns);
  }

  function modelLine({ model, ours, claude, reasons }: ModelComparison): string[] {
    const [own, theirs] = [tokensOf(ours), tokensOf(claude)];
    const difference = signed(own - theirs, groupThousands);
    const name = `└ ${shortenModel(model)} tokens`;
    return ['', name, groupThousands(own), groupThousands(theirs), difference, mark(reasons)];
  }

  function cacheLines(): string[] {
    if (statsCache === null) return ['There is none.'];
    const titles = [
      { title: 'Model', shrink: true },
      { title: 'Input', align: RIGHT },
      { title: 'Output', align: RIGHT },
      { title: 'Cache write', align: RIGHT },
      { title: 'Cache read', align: RIGHT },
      { title: 'Why' },
    ] as const;
    const rows = statsCache.models.flatMap((one) => [
      [shortenModel(one.model), ...figuresOf(one.ours).map(groupThousands), mark(one.reasons)],
      ['└ Claude Code', ...figuresOf(one.claude).map(groupThousands), ''],
    ]);
    const until = statsCache.until === null ? '' : ` It was computed up to ${statsCache.until}.`;
    const days = `${count(statsCache.days.length, 'day')} differ in input and output tokens.${until}`;
    return [...table(titles, rows, columns), '', ...wrap(days, columns)];
  }
}

function figuresOf(counts: ModelCounts | null): number[] {
  const { inputTokens, outputTokens, cacheCreationInputTokens, cacheReadInputTokens } =
    counts ?? NONE;
  return [inputTokens, outputTokens, cacheCreationInputTokens, cacheReadInputTokens];
}

/** Reasons that occur, each with a letter. */
function lettersOf(compared: readonly Pick<ModelComparison, 'reasons'>[]): Map<Reason, string> {
  const found = new Set(compared.flatMap(({ reasons }) => reasons));
  return new Map([...found].map((reason, i) => [reason, String.fromCharCode(97 + i)]));
}

function tokensOf(counts: ModelCounts | null): number {
  return figuresOf(counts).reduce((sum, count) => sum + count, 0);
}

function signed(number: number, format: (number: number) => string): string {
  return `${number < 0 ? '-' : '+'}${format(Math.abs(number))}`;
}
