// Appends entries until it is killed, and tells of each one that is written.
import fs from 'node:fs';
import { appendEntry } from '@cco/hook-logger';

const [, , folder = '', writer = ''] = process.argv;
const now = new Date(2026, 0, 14, 12);
for (let number = 0; ; number++) {
  const entry = { timestamp: now.toISOString(), tool: writer, error: 'x'.repeat(number % 20_000) };
  appendEntry(folder, { ...entry, number }, now);
  fs.writeSync(1, `${number}\n`);
}
