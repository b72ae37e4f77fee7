import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createIds } from '../ids.ts';
import { createRandom, mix } from '../random.ts';
import { pickTool } from './tool-calls.ts';

/** What to generate. */
export interface ActivityLogOptions {
  /** The log folder to fill with `activity-YYYY-MM-DD.jsonl`. */
  readonly out: string;
  /** Number of entries. */
  readonly entries: number;
  /** @default 1 */
  readonly seed?: number | undefined;
  /** Days over which the entries are spread evenly. @default 30 */
  readonly days?: number | undefined;
  /** The last day, `YYYY-MM-DD` (UTC). @default '2026-11-01' */
  readonly until?: string | undefined;
}

/** What has been generated. */
export interface ActivityLogFacts {
  readonly files: number;
  readonly entries: number;
  readonly bytes: number;
}

const DAY_SECONDS = 86_400;
const ENTRIES_PER_SESSION = 90;
const FAILED = 0.07;
const FLUSH_AT = 1 << 20;
const PROJECTS = ['harbor-shop', 'ledger-api', 'tarn', 'StockRoom', 'notes'] as const;
const COMMANDS = ['npm test', 'npm run build', 'git status', 'cargo test', 'ls -la src'] as const;

/** Generates an activity log, one file per day, entries in the order of time. */
export function generateActivityLog(options: ActivityLogOptions): ActivityLogFacts {
  const { entries, days = 30, seed = 1 } = options;
  const lastDay = Date.parse(options.until ?? '2026-11-01');
  const random = createRandom(mix(seed, 0xac7));
  const ids = createIds(mix(seed, 0xac8));
  mkdirSync(options.out, { recursive: true });
  let bytes = 0;
  let files = 0;
  for (let day = 0; day < days; day++) {
    const count = Math.floor((entries * (day + 1)) / days) - Math.floor((entries * day) / days);
    if (count === 0) continue;
    const start = lastDay - (days - 1 - day) * DAY_SECONDS * 1000;
    const date = new Date(start).toISOString().slice(0, 10);
    const file = openSync(join(options.out, `activity-${date}.jsonl`), 'w', 0o600);
    files++;
    let text = '';
    let session = ids.uuid();
    let project: string = random.pick(PROJECTS);
    for (let index = 0; index < count; index++) {
      if (index % ENTRIES_PER_SESSION === 0) {
        session = ids.uuid();
        project = random.pick(PROJECTS);
      }
      const seconds = Math.floor((index * DAY_SECONDS) / count);
      const time = new Date(start + seconds * 1000).toISOString().slice(11, 19);
      const tool = pickTool(random).name;
      const subject = SUBJECTS[tool]?.(random.below(4000), random.below(COMMANDS.length)) ?? '';
      const [input, output] = [random.below(900), random.below(2400)];
      const failure = tool === 'Bash' && random.chance(FAILED) ? ',"exit_code":1' : '';
      text +=
        `{"timestamp":"${date}T${time}Z","session_id":"${session}","tool":"${tool}"${subject}` +
        `,"project":"${project}","tokens":{"input":${input},"output":${output},"total":${input + output}}${failure}}\n`;
      if (text.length > FLUSH_AT) {
        bytes += writeSync(file, text);
        text = '';
      }
    }
    if (text !== '') bytes += writeSync(file, text);
    closeSync(file);
  }
  return { files, entries, bytes };
}

const fileSubject = (number: number): string =>
  `,"file":"src/module-${Math.floor(number ** 2 / 4000)}.ts"`;

/** What a tool's entry is about, by the tool's name. */
const SUBJECTS: Readonly<Record<string, (number: number, command: number) => string>> = {
  Bash: (number, command) =>
    `,"command":"${COMMANDS[command]}${number % 3 === 0 ? ` module-${number}` : ''}"`,
  Read: fileSubject,
  Edit: fileSubject,
  Write: fileSubject,
  Grep: () => ',"file":"src"',
  Glob: () => ',"file":"**/*.ts"',
};
