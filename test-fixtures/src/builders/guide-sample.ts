import { type ActivityEntryFixture, activityEntry } from './activity-entry.ts';

/** The tools of the guide's sample output, with their counts. */
const TOOLS: readonly (readonly [tool: string, count: number])[] = [
  ['Edit', 45],
  ['Read', 38],
  ['Bash', 24],
  ['Grep', 12],
  ['Write', 8],
];
const MY_APP_COUNT = 89;
const INPUT_TOKENS = 45_230;
const OUTPUT_TOKENS = 12_450;
const SESSIONS = ['1768370400-4021', '1768381200-5177', '1768399200-6093'] as const;
const FILES = [
  'src/components/Button.tsx',
  'src/components/Dialog.tsx',
  'src/hooks/use-cart.ts',
  'src/pages/checkout.tsx',
  'src/lib/price.ts',
  'README.md',
] as const;
const COMMANDS = ['npm test', 'npm run lint', 'git status', 'npx tsc --noEmit'] as const;

/**
 * Makes the 127 entries of one day whose statistics are the guide's sample output: 3 sessions,
 * 45,230 input and 12,450 output tokens, Edit 45, Read 38, Bash 24, Grep 12, Write 8, `my-app` 89,
 * `other-project` 38.
 *
 * @param options.date - The day, `YYYY-MM-DD`; the entries lie between 08:00 and 18:00 UTC.
 *   @default '2026-01-14'
 */
export function guideSampleEntries(
  options: { readonly date?: string | undefined } = {},
): ActivityEntryFixture[] {
  const date = options.date ?? '2026-01-14';
  const tools = interleave(TOOLS);
  const inputs = split(INPUT_TOKENS, tools.length);
  const outputs = split(OUTPUT_TOKENS, tools.length);
  const projects = interleave([
    ['my-app', MY_APP_COUNT],
    ['other-project', tools.length - MY_APP_COUNT],
  ]);
  return tools.map((tool, index) => {
    const seconds = 8 * 3600 + index * 280;
    const input = inputs[index] ?? 0;
    const output = outputs[index] ?? 0;
    const isBash = tool === 'Bash';
    return activityEntry({
      timestamp: `${date}T${clock(seconds)}Z`,
      session_id: SESSIONS[Math.floor((index * SESSIONS.length) / tools.length)] ?? SESSIONS[0],
      tool,
      file: isBash ? undefined : FILES[index % FILES.length],
      command: isBash ? COMMANDS[index % COMMANDS.length] : undefined,
      project: projects[index],
      tokens: { input, output, total: input + output },
    });
  });
}

/** Spreads each name evenly over the whole list instead of writing it in one block. */
function interleave(counts: readonly (readonly [name: string, count: number])[]): string[] {
  return counts
    .flatMap(([name, count]) =>
      Array.from({ length: count }, (_, index) => ({ name, at: (index + 0.5) / count })),
    )
    .sort((left, right) => left.at - right.at)
    .map(({ name }) => name);
}

/** Cuts a total into unequal whole parts that add up to it. */
function split(total: number, parts: number): number[] {
  const weights = Array.from({ length: parts }, (_, index) => 40 + ((index * 37) % 83));
  const sum = weights.reduce((left, right) => left + right, 0);
  let seen = 0;
  let given = 0;
  return weights.map((weight) => {
    seen += weight;
    const upTo = Math.round((total * seen) / sum);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}
