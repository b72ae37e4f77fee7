import { parseArgs } from 'node:util';
import type { ActivityLogOptions } from './generate-activity-log.ts';
import type { CorpusOptions } from './generate-corpus.ts';
import { parseSize } from './sizes.ts';

/** What the command line asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'corpus'; readonly options: CorpusOptions }
  | { readonly kind: 'activity'; readonly options: ActivityLogOptions };

/** An option that cannot be used; its message is for the person who typed it. */
export class OptionError extends Error {}

export const HELP = `Usage: main.js --size SIZE --out DIR [options]
       main.js --activity ENTRIES --out DIR [--days N] [--seed N] [--until DAY]

Generates made-up transcripts below DIR/projects, or an activity log in DIR.

  --size SIZE        all transcripts together: 64MiB, 1GiB
  --out DIR          folder to fill; made when missing
  --seed N           the same arguments give the same bytes (default 1)
  --files N          number of transcripts (default: what measured sizes give)
  --vocabulary N     distinct words (default 1000000)
  --until DAY        last day, YYYY-MM-DD (default 2026-11-01)
  --clean            no oddities: every line parses
  --activity N       write an activity log of N entries instead
  --days N           days of the activity log (default 30)
  -h, --help
`;

/**
 * Reads the arguments of the corpus command.
 *
 * @throws {OptionError} When an option is unknown, missing or not usable.
 */
export function readOptions(args: readonly string[]): Request {
  const values = parse(args);
  if (values.help) return { kind: 'help' };
  const out = values.out;
  if (out === undefined || out === '') throw new OptionError('--out DIR is missing');
  const seed = wholeNumber('--seed', values.seed, 0);
  const until = day(values.until);
  if (values.activity !== undefined) {
    const unfit = (['size', 'files', 'vocabulary', 'clean'] as const).find(
      (name) => values[name] !== undefined,
    );
    if (unfit !== undefined) throw new OptionError(`--${unfit} does not go with --activity`);
    const entries = wholeNumber('--activity', values.activity, 1) ?? 1;
    const days = wholeNumber('--days', values.days, 1);
    return { kind: 'activity', options: { out, entries, seed, days, until } };
  }
  if (values.days !== undefined) throw new OptionError('--days goes with --activity only');
  if (values.size === undefined) throw new OptionError('--size SIZE is missing, such as 64MiB');
  const size = parseSize(values.size);
  if (size === undefined) {
    throw new OptionError(`--size ${values.size} is not a size: write 500KiB, 64MiB or 1GiB`);
  }
  return {
    kind: 'corpus',
    options: {
      out,
      size,
      seed,
      until,
      files: wholeNumber('--files', values.files, 1),
      vocabulary: wholeNumber('--vocabulary', values.vocabulary, 100),
      clean: values.clean,
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        size: { type: 'string' },
        out: { type: 'string' },
        seed: { type: 'string' },
        files: { type: 'string' },
        vocabulary: { type: 'string' },
        until: { type: 'string' },
        clean: { type: 'boolean' },
        activity: { type: 'string' },
        days: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text.replaceAll('_', ''));
  if (!/^[\d_]+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new OptionError(`${name} ${text} is not a whole number of at least ${least}`);
  }
  return value;
}

function day(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time);
  if (!isDay || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new OptionError(`--until ${text} is not a day: write YYYY-MM-DD`);
  }
  return text;
}
