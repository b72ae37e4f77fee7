import { oneLine } from '@cco/terminal';
import { type Fields, numeric, objectAt, record, text } from './fields.ts';

/** Claude Code's own account of the session; what it does not tell is undefined. */
export interface StatusCost {
  readonly dollars: number | undefined;
  readonly durationMs: number | undefined;
  readonly linesAdded: number | undefined;
  readonly linesRemoved: number | undefined;
}

/** What the next request will bring to the model. */
export interface StatusContext {
  /** Of the window, 0 to 100, as a rule. */
  readonly usedPercent: number;
  /** Input and cache of the last request; undefined when only the share is known. */
  readonly tokens: number | undefined;
  readonly windowSize: number | undefined;
}

/** A real limit of the account. */
export interface RateLimit {
  /** `5h`, `7d`, `spend` for the limit of a gateway, or the name of one that is new. */
  readonly name: string;
  /** May be over 100, up to 1000: a larger one is left out with its limit. */
  readonly usedPercent: number;
  /** Milliseconds since 1970. */
  readonly resetsAt: number | undefined;
  /** Dollars, where the limit is one of money. */
  readonly usedDollars: number | undefined;
  readonly limitDollars: number | undefined;
}

/**
 * What Claude Code tells its statusline. Any field may be undefined: older versions do not have it,
 * or it has no value yet. Texts are single lines without control characters, but for ids and paths.
 */
export interface StatusInput {
  readonly sessionId: string | undefined;
  readonly transcriptPath: string | undefined;
  /** The name for people, else the id. */
  readonly model: { readonly id: string | undefined; readonly name: string | undefined };
  readonly fastMode: boolean;
  readonly effort: string | undefined;
  /** The folder of the project, else the working directory. */
  readonly projectFolder: string | undefined;
  readonly branch: string | undefined;
  readonly cost: StatusCost;
  readonly context: StatusContext | undefined;
  readonly rateLimits: readonly RateLimit[];
  /** Share of the prompts that came out of the cache, 0 to 1. */
  readonly cacheHitRatio: number | undefined;
}

/** How the limits are called on a line. */
const LIMIT_NAMES: Readonly<Record<string, string>> = {
  five_hour: '5h',
  seven_day: '7d',
  spend_limit: 'spend',
};

/** A number of seconds since 1970 is below it, one of milliseconds above. */
const FIRST_MILLISECONDS = 100_000_000_000;
/** What lies farther away is no time of a reset. */
const LAST_MOMENT = Date.parse('9999-12-31T00:00:00Z');

/** Usage may exceed a limit, but not by this much: Claude Code has sent the time of the reset instead. */
const HIGHEST_PERCENT = 1000;

/**
 * Reads what Claude Code writes to the standard input of its statusline. What is not as expected is
 * taken for missing.
 *
 * @returns Undefined when the text is no JSON object.
 *
 * @example
 * parseStatusInput('{"model":{"display_name":"Opus"},"rate_limits":null}')?.model.name; // 'Opus'
 */
export function parseStatusInput(json: string): StatusInput | undefined {
  const input = record(parsed(json));
  if (input === undefined) return undefined;
  const model = objectAt(input, 'model');
  const workspace = objectAt(input, 'workspace');
  return {
    sessionId: text(input['session_id']),
    transcriptPath: text(input['transcript_path']),
    model: {
      id: shown(typeof input['model'] === 'string' ? input['model'] : model['id']),
      name: shown(model['display_name']),
    },
    fastMode: input['fast_mode'] === true,
    effort: shown(objectAt(input, 'effort')['level'] ?? input['effort']),
    projectFolder:
      text(workspace['project_dir']) ?? text(workspace['current_dir']) ?? text(input['cwd']),
    branch: shown(objectAt(input, 'worktree')['branch']) ?? shown(workspace['git_worktree']),
    cost: costOf(objectAt(input, 'cost')),
    context: contextOf(objectAt(input, 'context_window')),
    rateLimits: rateLimitsOf(objectAt(input, 'rate_limits')),
    cacheHitRatio: numeric(objectAt(input, 'prompt_cache')['hit_ratio']),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.startsWith('\ufeff') ? json.slice(1) : json);
  } catch {
    return undefined;
  }
}

function costOf(cost: Fields): StatusCost {
  return {
    dollars: numeric(cost['total_cost_usd']),
    durationMs: numeric(cost['total_duration_ms']),
    linesAdded: numeric(cost['total_lines_added']),
    linesRemoved: numeric(cost['total_lines_removed']),
  };
}

/** Versions before 2.1.132 counted the whole session in the totals, so these are not looked at. */
function contextOf(context: Fields): StatusContext | undefined {
  const windowSize = numeric(context['context_window_size']);
  const usage = record(context['current_usage']);
  const tokens = usage && promptOf(usage);
  const share = windowSize && tokens !== undefined ? (tokens / windowSize) * 100 : undefined;
  const usedPercent = percent(context['used_percentage']) ?? share;
  return usedPercent === undefined ? undefined : { usedPercent, tokens, windowSize };
}

function promptOf(usage: Fields): number {
  const parts = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens'];
  return parts.reduce((sum, name) => sum + (numeric(usage[name]) ?? 0), 0);
}

function rateLimitsOf(limits: Fields): RateLimit[] {
  return Object.entries(limits).flatMap(([name, value]) => {
    const limit = record(value);
    const usedDollars = limit && numeric(limit['used_usd']);
    const limitDollars = limit && numeric(limit['limit_usd']);
    const share =
      usedDollars !== undefined && limitDollars ? (usedDollars / limitDollars) * 100 : undefined;
    const usedPercent = limit && (percent(limit['used_percentage']) ?? share);
    if (limit === undefined || usedPercent === undefined) return [];
    const known = Object.hasOwn(LIMIT_NAMES, name) ? LIMIT_NAMES[name] : undefined;
    const shownName = known ?? oneLine(name.replaceAll('_', ' '));
    const resetsAt = momentOf(limit['resets_at']);
    return [{ name: shownName, usedPercent, resetsAt, usedDollars, limitDollars }];
  });
}

/** A share in per cent. */
function percent(value: unknown): number | undefined {
  const number = numeric(value);
  return number !== undefined && number <= HIGHEST_PERCENT ? number : undefined;
}

/** A moment in milliseconds since 1970, of seconds, milliseconds or a date. */
function momentOf(value: unknown): number | undefined {
  // A bare number is a year to the parser of dates.
  const number = numeric(typeof value === 'string' && DIGITS.test(value) ? Number(value) : value);
  const ms = number === undefined ? Date.parse(text(value) ?? '') : toMilliseconds(number);
  return ms > 0 && ms <= LAST_MOMENT ? ms : undefined;
}

const DIGITS = /^\s*[\d.]+\s*$/;

function toMilliseconds(number: number): number {
  return number < FIRST_MILLISECONDS ? number * 1000 : number;
}

function shown(value: unknown): string | undefined {
  const line = text(value);
  return line === undefined ? undefined : oneLine(line) || undefined;
}
