import type { Finding } from '@cco/audit-rules';
import { type Day, isDay } from '@cco/calendar';
import * as z from 'zod/mini';
import { describeIssues } from './describe-issues.ts';
import { fingerprint } from './fingerprint.ts';
import { type PolicyProblem, parseLocatedJson } from './located-json.ts';

const entry = z.strictObject({
  fingerprint: z.string().check(z.regex(/^[0-9a-f]{16}$/, 'expected 16 hexadecimal digits')),
  rule: z.string(),
  evidence: z.optional(z.string()),
  reason: z.string().check(z.minLength(1)),
  expires: z.string().check(z.refine(isDay, 'expected a day as 2027-01-31')),
});
const baselineSchema = z.strictObject({
  version: z.literal(1),
  findings: z.array(entry),
});

/** A finding that was looked at and accepted until a day. */
export interface BaselineEntry {
  readonly fingerprint: string;
  /** For people, as is `evidence`. */
  readonly rule: string;
  readonly evidence?: string | undefined;
  readonly reason: string;
  /** The last day on which it counts as accepted. */
  readonly expires: string;
}

/** The entries of a baseline, or what is wrong with its text. */
export type ParsedBaseline =
  | { readonly entries: readonly BaselineEntry[]; readonly problems: readonly [] }
  | { readonly entries: undefined; readonly problems: readonly PolicyProblem[] };

/** Reads the text of a baseline. */
export function parseBaseline(text: string): ParsedBaseline {
  const json = parseLocatedJson(text);
  if ('message' in json) return { entries: undefined, problems: [json] };
  const parsed = baselineSchema.safeParse(json.value, { reportInput: true });
  if (parsed.success) return { entries: parsed.data.findings, problems: [] };
  const keysAt = (path: readonly (string | number)[]) =>
    Object.keys(path.length === 0 ? baselineSchema.shape : entry.shape);
  const problems = describeIssues(parsed.error.issues, keysAt).map(({ path, message }) =>
    json.problemAt(path, message),
  );
  return { entries: undefined, problems };
}

/** What a baseline made of findings. */
export interface BaselineResult<One> {
  /** Not accepted, or not any more. */
  readonly open: readonly One[];
  readonly accepted: readonly One[];
  /** Entries past their day whose findings are there: they are open again. */
  readonly expired: readonly BaselineEntry[];
  /** Entries whose findings are not there. */
  readonly gone: readonly BaselineEntry[];
}

/** Takes accepted findings out. */
export function applyBaseline<One extends Finding>(
  findings: readonly One[],
  entries: readonly BaselineEntry[],
  { today, home }: { readonly today: Day; readonly home: string },
): BaselineResult<One> {
  if (entries.length === 0) return { open: findings, accepted: [], expired: [], gone: [] };
  const byPrint = new Map(entries.map((one) => [one.fingerprint, one]));
  const seen = new Set<string>();
  const open: One[] = [];
  const accepted: One[] = [];
  for (const finding of findings) {
    const print = fingerprint(finding, home);
    const known = byPrint.get(print);
    if (known) seen.add(print);
    if (known && known.expires >= today) accepted.push(finding);
    else open.push(finding);
  }
  const found = entries.filter((one) => seen.has(one.fingerprint));
  return {
    open,
    accepted,
    expired: found.filter(({ expires }) => expires < today),
    gone: entries.filter((one) => !seen.has(one.fingerprint)),
  };
}

/** Writes a baseline that accepts findings; entries that are there keep reason and day. */
export function writeBaseline(
  findings: readonly Finding[],
  options: {
    readonly home: string;
    readonly reason: string;
    readonly expires: Day;
    readonly before?: readonly BaselineEntry[] | undefined;
  },
): string {
  const entries = new Map((options.before ?? []).map((one) => [one.fingerprint, one]));
  for (const finding of findings) {
    const print = fingerprint(finding, options.home);
    if (entries.has(print)) continue;
    entries.set(print, {
      fingerprint: print,
      rule: finding.ruleId,
      evidence: finding.path ?? finding.evidence,
      reason: options.reason,
      expires: options.expires,
    });
  }
  const sorted = [...entries.values()].sort((a, b) =>
    a.rule + a.fingerprint < b.rule + b.fingerprint ? -1 : 1,
  );
  return `${JSON.stringify({ version: 1, findings: sorted }, undefined, 2)}\n`;
}
