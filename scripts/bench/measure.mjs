// Whole processes, timed from outside, in turns: the machine's mood falls on all alike, and the
// ratio of the medians is what to look at.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Subject
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {string} [input] standard input
 * @property {Record<string, string | undefined>} [env]
 * @property {() => void} [before] runs before each run, not timed
 * @property {number[]} [statuses] exit statuses that are fine; 0 when left out
 *
 * @typedef {{ name: string, median: number, least: number }} Timing milliseconds
 */

/**
 * Times subjects in turns.
 *
 * @param {Subject[]} subjects
 * @param {number} runs counted runs of each, after one that is not counted
 * @returns {Timing[]}
 */
export function timeInTurns(subjects, runs) {
  const times = subjects.map(() => /** @type {number[]} */ ([]));
  for (let run = -1; run < runs; run++) {
    for (const [i, subject] of subjects.entries()) {
      const time = timeOnce(subject);
      if (run >= 0) times[i]?.push(time);
    }
  }
  return subjects.map(({ name }, i) => {
    const sorted = (times[i] ?? []).sort((a, b) => a - b);
    return { name, median: medianOf(sorted), least: sorted[0] ?? Number.NaN };
  });
}

/** @param {Subject} subject */
function timeOnce({ command, args, input, env, before, statuses = [0], name }) {
  before?.();
  const started = process.hrtime.bigint();
  const { status, error, stderr } = spawnSync(command, args, {
    input: input ?? '',
    env: environment(env),
    stdio: ['pipe', 'ignore', 'pipe'],
    maxBuffer: 1024 * 1024 * 1024,
  });
  const time = Number(process.hrtime.bigint() - started) / 1e6;
  if (error || !statuses.includes(status ?? -1)) {
    throw new Error(`${name} failed with status ${status}: ${error ?? stderr}`);
  }
  return time;
}

/**
 * Runs a Node program once and gives its peak memory in MiB, as the system counts it.
 *
 * @param {Subject} subject
 */
export function peakMemory({ args, input, env }) {
  const file = path.join(os.tmpdir(), `cco-rss-${process.pid}`);
  const report = `data:text/javascript,import fs from 'node:fs';process.on('exit',()=>fs.writeFileSync(${JSON.stringify(file)},String(process.resourceUsage().maxRSS)))`;
  spawnSync(process.execPath, ['--import', report, ...args], {
    input: input ?? '',
    env: environment(env),
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const kibibytes = Number(fs.readFileSync(file, 'utf8'));
  fs.rmSync(file);
  return kibibytes / 1024;
}

/**
 * Prints a table of timings; the ratios are to the first.
 *
 * @param {string} title
 * @param {Timing[]} timings
 */
export function printTimings(title, timings) {
  const [base] = timings;
  console.log(`\n${title}`);
  console.log(
    `  ${'median'.padStart(10)} ${'least'.padStart(10)} ${'ratio'.padStart(7)} ${'more'.padStart(10)}`,
  );
  for (const { name, median, least } of timings) {
    const ratio = base ? median / base.median : Number.NaN;
    const more = base ? median - base.median : Number.NaN;
    console.log(
      `  ${ms(median)} ${ms(least)} ${ratio.toFixed(2).padStart(7)} ${ms(more)}  ${name}`,
    );
  }
}

/**
 * Settings of this machine that make every start of Node do more, which is no work of what is
 * measured: a file of root certificates alone may take twice as long to read as Node to start.
 *
 * @param {Record<string, string | undefined>} [more]
 */
function environment(more) {
  return { ...process.env, NODE_EXTRA_CA_CERTS: undefined, NODE_OPTIONS: undefined, ...more };
}

/** @param {number} value */
function ms(value) {
  return `${value.toFixed(1)} ms`.padStart(10);
}

/** @param {number[]} sorted */
function medianOf(sorted) {
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
