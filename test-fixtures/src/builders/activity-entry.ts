/** One entry of the activity log, keys in the order in which they are written. */
export interface ActivityEntryFixture {
  timestamp: string;
  session_id: string;
  tool: string;
  file?: string | undefined;
  command?: string | undefined;
  project?: string | undefined;
  tokens: { input: number; output: number; total: number };
  exit_code?: number | undefined;
  error?: string | undefined;
  url?: string | undefined;
  agent_id?: string | undefined;
  tool_use_id?: string | undefined;
  duration_ms?: number | undefined;
}

const KEY_ORDER = [
  'timestamp',
  'session_id',
  'tool',
  'file',
  'command',
  'project',
  'tokens',
  'exit_code',
  'error',
  'url',
  'agent_id',
  'tool_use_id',
  'duration_ms',
] as const satisfies readonly (keyof ActivityEntryFixture)[];

/**
 * Makes an activity entry: an Edit in `my-app` unless told otherwise. Keys come in the log's order
 * whatever the order of the overrides, and keys set to `undefined` are left out.
 *
 * @example
 * activityEntry({ tool: 'Bash', file: undefined, command: 'npm test' }).tool; // 'Bash'
 */
export function activityEntry(overrides: Partial<ActivityEntryFixture> = {}): ActivityEntryFixture {
  const values: ActivityEntryFixture = {
    timestamp: '2026-01-14T15:30:00Z',
    session_id: '1705234567-12345',
    tool: 'Edit',
    file: 'src/components/Button.tsx',
    project: 'my-app',
    tokens: { input: 350, output: 120, total: 470 },
    ...overrides,
  };
  return Object.fromEntries(
    KEY_ORDER.filter((key) => values[key] !== undefined).map((key) => [key, values[key]]),
  ) as unknown as ActivityEntryFixture;
}

/** Writes entries as the log has them now: one compact line each. */
export function activityText(entries: readonly ActivityEntryFixture[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/**
 * Writes entries as the original shell logger did: each object over several lines, indented by two
 * blanks, nothing between the objects but the line end (and, as jq does, DEL as an escape).
 */
export function originalLoggerText(entries: readonly ActivityEntryFixture[]): string {
  return entries
    .map((entry) => `${JSON.stringify(entry, null, 2)}\n`)
    .join('')
    .replaceAll('\u007f', '\\u007f');
}
