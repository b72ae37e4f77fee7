// Lists and searches of sessions, next to ripgrep on the raw files.
import fs from 'node:fs';
import path from 'node:path';
import { corpus } from './data.mjs';
import { peakMemory, printTimings, timeInTurns } from './measure.mjs';

/**
 * @typedef {import('./measure.mjs').Subject} Subject
 *
 * @typedef {{
 *   node: Subject,
 *   app: (name: string, args?: string[], more?: Record<string, string>) => Subject,
 *   original: (script: string, more?: { env?: Record<string, string> }) => Subject[],
 *   ripgrep: (args: string[]) => Subject[],
 *   megabyte: (part: number) => string,
 *   home: string,
 *   runs: number,
 *   large: boolean,
 * }} World
 */

const GIB = 1024 ** 3;

/** @param {World} world */
export function search(world) {
  lists(world);
  words(world, { size: GIB, files: 3000 });
  if (world.large) words(world, { size: 4 * GIB, files: 12_000 });
}

/** @param {World} world */
function lists({ node, app, original, home, runs }) {
  const own = { CLAUDE_CONFIG_DIR: corpus({ size: 96 * 1024 ** 2, files: 10_000 }) };
  const data = path.join(home, 'data');
  const fresh = app('session-search', [], own);
  const forget = () => fs.rmSync(data, { recursive: true, force: true });
  printTimings(
    'cs, first list of 10,000 small transcripts',
    timeInTurns([{ ...fresh, name: 'cs, nothing kept', before: forget }], 3),
  );
  printTimings(
    'cs, nothing new in 10,000 small transcripts',
    timeInTurns([node, fresh, ...original('session-search.sh', { env: own })], runs),
  );
}

/**
 * @param {World} world
 * @param {{ size: number, files: number }} shape
 */
function words({ node, app, ripgrep, megabyte, home, runs }, shape) {
  const whole = corpus(shape);
  const growing = path.join(home, 'growing-words');
  const session = path.join(growing, 'projects', '-home-mira-shop', 'session.jsonl');
  fs.mkdirSync(path.dirname(session), { recursive: true });
  const own = {
    CLAUDE_CONFIG_DIR: `${whole},${growing}`,
    CCO_DATA_DIR: path.join(home, `words-${shape.files}`),
  };
  const index = path.join(own.CCO_DATA_DIR, 'search.db');
  const rare = rareWord(path.join(whole, 'projects'));
  const about = `${shape.files.toLocaleString('en')} transcripts in ${shape.size / GIB} GiB`;
  let grown = 0;
  const grow = () => fs.appendFileSync(session, megabyte(grown++));
  grow();

  // The list first, so that only the index of words is timed.
  timeInTurns([app('session-search', [], own)], 1);
  const first = app('session-search', ['zqxjvword'], own);
  const forget = () => fs.rmSync(index, { force: true });
  printTimings(
    `cs WORD, first index of the words of ${about}`,
    timeInTurns([{ ...first, name: 'nothing kept', before: forget }], 1),
  );
  forget();
  console.log(`  ${peakMemory(first).toFixed(0)} MiB of memory`);
  const share = fs.statSync(index).size / shape.size;
  console.log(`  index: ${(fs.statSync(index).size / 1e6).toFixed(1)} MB, ${percent(share)}`);

  const raw = [path.join(whole, 'projects'), path.join(growing, 'projects')];
  for (const [kind, query] of /** @type {[string, string[]][]} */ ([
    ['a word that is nowhere', ['zqxjvword']],
    ['a rare word', [rare]],
    ['a common word', ['error']],
    ['two words', [rare, 'error']],
    ['words with a sign between', ['prisma.migration']],
  ])) {
    printTimings(
      `${kind} in ${about}`,
      timeInTurns(
        // One word is all that one call of ripgrep can look for.
        [node, app('session-search', query, own), ...ripgrep(['-ilF', query[0] ?? '', ...raw])],
        runs,
      ),
    );
  }
  printTimings(
    `a word that is nowhere, after 1 MB was appended to one of ${about}`,
    timeInTurns([first, { ...first, name: 'after 1 MB', before: grow }], runs),
  );
}

/**
 * A word of the end of the largest transcript that a sample of the others has not.
 *
 * @param {string} projects
 */
function rareWord(projects) {
  const files = fs
    .readdirSync(projects, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => path.join(projects, name))
    .sort((a, b) => fs.statSync(b).size - fs.statSync(a).size);
  const [largest = '', ...others] = files;
  /** @param {string} file */
  const wordsOf = (file) =>
    fs
      .readFileSync(file, 'utf8')
      .slice(-500_000)
      .match(/\b[a-z]{6,16}\b/g) ?? [];
  const sample = others.filter((_, at) => at % Math.ceil(files.length / 200) === 0);
  const known = new Set(sample.flatMap(wordsOf));
  const rare = wordsOf(largest).findLast((word) => !known.has(word));
  if (rare === undefined) throw new Error('no rare word in the largest transcript');
  return rare;
}

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(2)} % of the transcripts`;
}
