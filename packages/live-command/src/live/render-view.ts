import { formatMinuteIn } from '@cco/calendar';
import { formatUsd, type Money, toDollars } from '@cco/cost';
import type { Spending } from '@cco/live-usage';
import {
  bar,
  count,
  createStyle,
  groupThousands,
  oneLine,
  padEnd,
  type Style,
  truncate,
} from '@cco/terminal';
import {
  formatCost,
  formatMinutes,
  renderBudgets,
  shortenModels,
  sparkline,
} from '@cco/usage-render';
import type { BlockRow } from '@cco/usage-reports';
import type { LiveView, SessionView } from './live-view.ts';

/** The room there is, and when it is. */
export interface Screenful {
  readonly width: number;
  readonly height: number;
  readonly style: Style;
  readonly zone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const MINUTE = 60_000;
const SECOND = 1000;
const LABEL_WIDTH = 11;
const WIDEST_BAR = 30;
const ID_WIDTH = 8;
/** Below it, lines of budgets need not fit. */
const NARROW = 60;
const TITLE = 'Usage of Claude Code';
const KEYS = 'q quits';

/**
 * Writes the screen, the most important first: what does not fit is left out. Every line fits the
 * width, and there are no more than the height.
 */
export function renderView(view: LiveView, screenful: Screenful): string[] {
  const { width, height, style, zone, now } = screenful;
  const plain = (lines: readonly string[]) => lines.map((line) => truncate(line, width));
  const seconds = String(Math.floor(now / SECOND) % 60).padStart(2, '0');
  const clock = `${formatMinuteIn(zone, now)}:${seconds}`;
  const body = [
    style.bold(truncate(TITLE, width)),
    ...plain([clock, '']),
    ...plain(blockLines(view, screenful)),
    ...plain([line('Today', money(view.figures.periods.daily))]),
    ...budgetLines(view, screenful),
    '',
    ...plain(sessionLines(view.session, now)),
    ...plain(otherLines(view.others, now)),
    ...plain(view.notes.map(oneLine)).map(style.yellow),
  ];
  const keys = style.dim(truncate(KEYS, width));
  return [...body.slice(0, Math.max(0, height - 1)), keys].slice(-Math.max(1, height));
}

function blockLines({ figures, quarters }: LiveView, { width, zone, now }: Screenful): string[] {
  const { block } = figures;
  if (block === null || Date.parse(block.endTime) <= now) {
    return [line('Block', 'none is active: the next message begins one')];
  }
  const [start, end] = [Date.parse(block.startTime), Date.parse(block.endTime)];
  const times = `${clockTime(zone, start)} to ${clockTime(zone, end)}`;
  const room = Math.min(WIDEST_BAR, width - LABEL_WIDTH - 1);
  const share = bar(now - start, end - start, Math.max(1, room));
  const dollars = quarters.map((cost) => toDollars(cost as Money));
  return [
    line('Block', `${times}, ${formatMinutes((end - now) / MINUTE)} left`),
    line('', padEnd(share, Math.max(1, room)).replaceAll(' ', '░')),
    line('Cost', dollarText(block.costUSD, block.unpricedTokens)),
    ...rateLines(block),
    line('Tokens', tokenText(block)),
    line('Last 5 h', sparkline(dollars)),
  ];
}

/** In a narrow terminal they have to be cut, which colours would not survive. */
function budgetLines({ budgets }: LiveView, { width, style }: Screenful): string[] {
  const isNarrow = width < NARROW;
  const text = renderBudgets(budgets, { width, style: isNarrow ? createStyle(false) : style });
  const lines = text.split('\n').slice(0, -1);
  return isNarrow ? lines.map((one) => truncate(one, width)) : lines;
}

function rateLines({ burnRate, projection }: BlockRow): string[] {
  if (burnRate === null || projection === null) return [];
  const perMinute = groupThousands(Math.round(burnRate.tokensPerMinute));
  return [
    line(
      'Burn rate',
      `${formatUsd(burnRate.costPerHour, 2)} an hour, ${perMinute} tokens a minute`,
    ),
    line('Projected', formatUsd(projection.totalCost, 2)),
  ];
}

function tokenText({ totalTokens, tokenCounts }: BlockRow): string {
  const { inputTokens, outputTokens, cacheCreationInputTokens, cacheReadInputTokens } = tokenCounts;
  const parts = [
    `input ${groupThousands(inputTokens)}`,
    `output ${groupThousands(outputTokens)}`,
    `cache write ${groupThousands(cacheCreationInputTokens)}`,
    `cache read ${groupThousands(cacheReadInputTokens)}`,
  ];
  return `${groupThousands(totalTokens)}: ${parts.join(', ')}`;
}

function sessionLines(session: SessionView | undefined, now: number): string[] {
  if (session === undefined) return [line('Session', 'none was active in the last five hours')];
  const { id, project, models, messages, tokens, agents, lastTime } = session;
  const subagents = agents > 0 ? `, ${count(agents, 'subagent')}` : '';
  return [
    line('Session', `${oneLine(project)}  ${oneLine(id).slice(0, ID_WIDTH)}  ${money(session)}`),
    line('', `${count(messages, 'message')}, ${count(tokens, 'token')}${subagents}`),
    line('', shortenModels(models)),
    line('', `last message ${ago(now - lastTime)} ago`),
  ];
}

function otherLines(others: readonly SessionView[], now: number): string[] {
  return others.map((session, i) => {
    const { id, project, lastTime } = session;
    const facts = `${oneLine(project)}  ${oneLine(id).slice(0, ID_WIDTH)}  ${money(session)}`;
    return line(i === 0 ? 'Others' : '', `${facts}  ${ago(now - lastTime)} ago`);
  });
}

function line(label: string, text: string): string {
  return `${padEnd(label, LABEL_WIDTH)}${text}`.trimEnd();
}

function money({ cost, unpricedTokens }: Spending): string {
  return dollarText(toDollars(cost as Money), unpricedTokens);
}

function dollarText(dollars: number, unpricedTokens: number): string {
  const shown = formatCost(dollars);
  const unpriced = count(unpricedTokens, 'token');
  return unpricedTokens > 0 ? `${shown}, without ${unpriced} of unknown price` : shown;
}

function clockTime(zone: string, at: number): string {
  return formatMinuteIn(zone, at).slice('2026-11-20 '.length);
}

function ago(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))}s`;
  return formatMinutes(ms / MINUTE);
}
