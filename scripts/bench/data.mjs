// Made-up data for the benchmarks: generated once below the temporary folder, then reused.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { importBuilt } from '../workspace.mjs';

const { generateActivityLog, generateCorpus } = await importBuilt('test-fixtures');
const place = process.env['CCO_BENCH_DATA'] ?? path.join(os.tmpdir(), 'cco-bench');

/**
 * A config folder with transcripts.
 *
 * @param {{ size: number, files: number, seed?: number }} options
 * @returns {string}
 */
export function corpus({ size, files, seed = 7 }) {
  return made(`corpus-${size}-${files}-${seed}`, (out) =>
    generateCorpus({ out, size, files, seed }),
  );
}

/**
 * A folder of activity logs.
 *
 * @param {{ entries: number, seed?: number }} options
 * @returns {string}
 */
export function activityLog({ entries, seed = 7 }) {
  return made(`activity-${entries}-${seed}`, (out) => generateActivityLog({ out, entries, seed }));
}

/** A home of its own for the programs that are measured. */
export function scratchHome() {
  const home = path.join(place, 'home');
  fs.rmSync(home, { recursive: true, force: true });
  fs.mkdirSync(home, { recursive: true });
  return home;
}

/**
 * Makes a folder whole or not at all.
 *
 * @param {string} name
 * @param {(out: string) => unknown} make
 */
function made(name, make) {
  const folder = path.join(place, name);
  if (fs.existsSync(folder)) return folder;
  console.error(`Generating ${folder}…`);
  const unfinished = `${folder}.unfinished`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(place, { recursive: true });
  make(unfinished);
  fs.renameSync(unfinished, folder);
  return folder;
}
