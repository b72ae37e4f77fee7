import { WEEKDAYS } from '@cco/calendar';
import * as z from 'zod/mini';

const MODES = ['auto', 'calculate', 'display'] as const;

const dollars = z
  .number('expected dollars as a number above 0')
  .check(z.positive('expected dollars above 0'), z.maximum(1e9, 'expected at most 1,000,000,000'));
const choice = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.enum(names, `expected ${names.map((name) => `"${name}"`).join(', ')}`);
const text = z.string('expected a text').check(z.minLength(1, 'expected a text'));
const object = 'expected an object';

const usageSchema = z.strictObject(
  {
    /** Dollars by period. */
    budget: z.optional(
      z.strictObject(
        { daily: z.optional(dollars), weekly: z.optional(dollars), monthly: z.optional(dollars) },
        { error: errorOf('daily, weekly and monthly') },
      ),
    ),
    timezone: z.optional(text),
    startOfWeek: z.optional(choice(WEEKDAYS)),
    mode: z.optional(choice(MODES)),
    /** Relative to the folder of the config file. */
    prices: z.optional(text),
  },
  { error: errorOf('budget, timezone, startOfWeek, mode and prices') },
);

const configSchema = z.object({ usage: z.optional(usageSchema) }, object);

/** Settings of usage reports. */
export type UsageConfig = z.infer<typeof usageSchema>;

/** Settings, or what is wrong with them and where. */
export type ParsedConfig =
  | { readonly ok: true; readonly config: UsageConfig }
  | { readonly ok: false; readonly message: string };

/** Reads the text of a config file. Settings of other tools stand beside `usage` and do not matter. */
export function parseConfig(source: string): ParsedConfig {
  let json: unknown;
  try {
    json = JSON.parse(source.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { ok: false, message: `it is not JSON: ${(error as Error).message}` };
  }
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return { ok: true, config: parsed.data.usage ?? {} };
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') ?? '';
  const message = issue?.message ?? 'it cannot be used';
  return { ok: false, message: place === '' ? message : `${place}: ${message}` };
}

function errorOf(known: string): (issue: object) => string {
  return (issue) => {
    if (!('keys' in issue && Array.isArray(issue.keys))) return object;
    const names = issue.keys.map((key) => `"${key}"`).join(', ');
    return `${names} is no setting here: there are ${known}`;
  };
}
