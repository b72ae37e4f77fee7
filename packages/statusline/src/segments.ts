import { formatUsd } from '@cco/cost';
import { oneLine, truncate } from '@cco/terminal';
import { formatCost, formatMinutes, shortenModel } from '@cco/usage-render';
import { formatReset } from './format-reset.ts';
import type { RateLimit, StatusInput } from './parse-status-input.ts';
import type { CostSource, SegmentName } from './segment-names.ts';
import type { StatusAmount, StatusFigures } from './status-figures.ts';

/** How much attention something wants. */
export type Level = 'plain' | 'good' | 'warning' | 'alarm';

/** One part of the line, in two lengths. */
export interface Segment {
  readonly name: SegmentName;
  readonly long: string;
  readonly short: string;
  readonly level: Level;
}

/** What segments are made of. */
export interface SegmentWorld {
  readonly input: StatusInput | undefined;
  readonly figures: StatusFigures;
  readonly now: number;
  readonly zone: string | undefined;
  readonly costSource: CostSource;
}

const MINUTE = 60_000;
/** Columns of a name. */
const LONGEST_NAME = 40;

/** Shares at which a limit or a full context wants attention, in per cent. */
const WARNING_PERCENT = 75;
const ALARM_PERCENT = 90;
/** The context is compacted before it is full, and answers get worse before that. */
const CONTEXT_WARNING = 50;
const CONTEXT_ALARM = 80;
/** Tokens a minute without the cache: the limits that ccusage colours by. */
const BURN_WARNING = 2000;
const BURN_ALARM = 5000;

/** Makes a segment; undefined when nothing is known of it. */
export const MAKE_SEGMENT: Readonly<
  Record<SegmentName, (world: SegmentWorld) => Omit<Segment, 'name'> | undefined>
> = {
  model({ input }) {
    if (input === undefined) return undefined;
    const { id, name } = input.model;
    const model = name ?? (id === undefined ? undefined : shortenModel(id));
    if (model === undefined) return undefined;
    const extras = [input.fastMode ? 'fast' : '', input.effort ?? ''].filter(Boolean);
    return { ...plain(cut([model, ...extras].join(' '))), short: cut(model) };
  },
  session({ input, figures, costSource }) {
    const reported = input?.cost.dollars;
    const own = reported === undefined ? undefined : dollars({ dollars: reported });
    const computed = figures.session && dollars(figures.session);
    const chosen = {
      auto: own ?? computed,
      cc: own,
      computed,
      both: own && computed ? `${own} / ${computed}` : (own ?? computed),
    }[costSource];
    return chosen === undefined ? undefined : labelled(chosen, 'session');
  },
  today({ figures: { today, note } }) {
    if (today) return labelled(dollars(today), 'today');
    return note === undefined ? undefined : plain(oneLine(note));
  },
  block({ figures: { block }, now }) {
    if (!block) return undefined;
    const left = formatMinutes((block.endsAt - now) / MINUTE);
    return {
      ...plain(`${dollars(block)} block (${left} left)`),
      short: `${dollars(block)}/${left}`,
    };
  },
  burn({ figures: { block } }) {
    const rate = block?.burnRate;
    if (rate === undefined) return undefined;
    const { tokensPerMinute: speed, costPerHour } = rate;
    const level = speed >= BURN_ALARM ? 'alarm' : speed >= BURN_WARNING ? 'warning' : 'good';
    const perHour = formatUsd(costPerHour, 2);
    return { long: `${perHour}/hour`, short: `${perHour}/h`, level };
  },
  context({ input }) {
    const context = input?.context;
    if (context === undefined) return undefined;
    const { usedPercent, tokens } = context;
    const level =
      usedPercent >= CONTEXT_ALARM ? 'alarm' : usedPercent >= CONTEXT_WARNING ? 'warning' : 'good';
    const share = `${Math.round(usedPercent)}%`;
    const count = tokens === undefined ? '' : ` (${thousands(tokens)})`;
    return { long: `context ${share}${count}`, short: `ctx ${share}`, level };
  },
  limits({ input, now, zone }) {
    // The figure of a window that was reset is that of the window before.
    const limits = (input?.rateLimits ?? []).filter(
      ({ resetsAt }) => resetsAt === undefined || resetsAt > now,
    );
    if (limits.length === 0) return undefined;
    const highest = Math.max(...limits.map(({ usedPercent }) => usedPercent));
    return {
      long: limits.map((limit) => limitText(limit, now, zone)).join(' '),
      short: limits.map(({ name, usedPercent }) => `${name} ${Math.round(usedPercent)}%`).join(' '),
      level: levelOf(highest),
    };
  },
  budget({ figures: { budgets = [] } }) {
    if (budgets.length === 0) return undefined;
    const highest = Math.max(...budgets.map(({ percent }) => percent));
    const texts = budgets.map(({ period, percent, limit }) => ({
      short: `${oneLine(period)} ${Math.floor(percent)}%`,
      of: ` of ${formatUsd(limit, Number.isInteger(limit) ? 0 : 2)}`,
    }));
    return {
      long: texts.map(({ short, of }) => short + of).join(', '),
      short: texts.map(({ short }) => short).join(' '),
      level: highest >= 100 ? 'alarm' : highest >= WARNING_PERCENT ? 'warning' : 'good',
    };
  },
  cache({ input }) {
    const ratio = input?.cacheHitRatio;
    return ratio === undefined
      ? undefined
      : plain(`cache ${Math.round(Math.min(1, ratio) * 100)}%`);
  },
  project({ input }) {
    const folder = input?.projectFolder;
    const name = folder && oneLine(folder.split(/[\\/]/).findLast((part) => part !== '') ?? folder);
    return name ? plain(cut(name)) : undefined;
  },
  branch({ input }) {
    return input?.branch === undefined ? undefined : plain(cut(input.branch));
  },
  lines({ input }) {
    const { linesAdded, linesRemoved } = input?.cost ?? {};
    if (linesAdded === undefined && linesRemoved === undefined) return undefined;
    return plain(`+${linesAdded ?? 0} -${linesRemoved ?? 0}`);
  },
  duration({ input }) {
    const ms = input?.cost.durationMs;
    return ms === undefined ? undefined : plain(formatMinutes(ms / MINUTE));
  },
};

function limitText(
  { name, usedPercent, resetsAt, usedDollars, limitDollars }: RateLimit,
  now: number,
  zone: string | undefined,
): string {
  const money =
    usedDollars === undefined || limitDollars === undefined
      ? ''
      : ` (${formatUsd(usedDollars, 2)} of ${formatUsd(limitDollars, 2)})`;
  const reset = resetsAt === undefined ? '' : ` until ${formatReset(resetsAt, now, zone)}`;
  return `${name} ${Math.round(usedPercent)}%${money}${reset}`;
}

function dollars({ dollars: amount, isPartial = false }: StatusAmount): string {
  return `${formatCost(amount)}${isPartial ? '*' : ''}`;
}

function thousands(tokens: number): string {
  return tokens < 1000 ? String(tokens) : `${Math.round(tokens / 1000)}k`;
}

function levelOf(percent: number): Level {
  if (percent >= ALARM_PERCENT) return 'alarm';
  return percent >= WARNING_PERCENT ? 'warning' : 'good';
}

function labelled(value: string, label: string): Omit<Segment, 'name'> {
  return { long: `${value} ${label}`, short: `${value} ${label.charAt(0)}`, level: 'plain' };
}

function cut(name: string): string {
  return truncate(name, LONGEST_NAME);
}

function plain(value: string): Omit<Segment, 'name'> {
  return { long: value, short: value, level: 'plain' };
}
