// What each program does most often, and how its modules are put into files for that. Left to
// itself, the bundler makes a file of each set of modules that is wanted together anywhere, forty
// of which a report would load, for a third of a millisecond each and more.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './workspace.mjs';

/** What the guard loads for each tool call. */
const GUARD = [
  'audit-command/src/guard/run-guard.ts',
  'audit-rules/src/lazy.ts',
  'audit-policy/src/apply.ts',
  'audit-store/src/real-path.ts',
  'audit-command/src/guard/guard-policy.ts',
];

/**
 * By app, ways through it: the modules that a way loads while it goes, besides those that they
 * import; a search begins as a list does. Paths from the packages, or from the app's own folder.
 *
 * @type {Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>}
 */
const WAYS = {
  cco: {
    command: ['./src/cli.ts'],
    options: ['./src/cli.ts', 'cli/src/run-command.ts'],
    overview: ['./src/cli.ts', './src/overview.ts'],
    list: ['./src/cli.ts', 'search-command/src/run-search.ts'],
    search: ['./src/cli.ts', 'search-command/src/run-search.ts', 'search-command/src/find-hits.ts'],
    report: ['./src/cli.ts', 'usage-command/src/run-report.ts'],
    stats: ['./src/cli.ts', 'stats-command/src/run-stats.ts'],
    quick: ['live-command/src/quick.ts'],
    guard: GUARD,
  },
  'session-audit': {
    command: ['./src/cli.ts'],
    options: ['./src/cli.ts', 'cli/src/run-command.ts'],
    check: ['./src/cli.ts', 'audit-command/src/run-check.ts'],
    guard: GUARD,
  },
  'session-search': {
    list: ['search-command/src/run-search.ts'],
    search: ['search-command/src/run-search.ts', 'search-command/src/find-hits.ts'],
  },
  'session-usage': {
    report: ['./src/cli.ts', 'usage-command/src/run-report.ts'],
    quick: ['live-command/src/quick.ts'],
  },
};

/**
 * Tells the file of each module of the app in the current folder: modules that the same ways want
 * lie together. What no way wants, and what starts a program or a thread, is left to the bundler.
 *
 * @param {readonly import('rolldown').OutputChunk[]} chunks - What the bundler makes by itself: it
 * knows what is really wanted of a module that exports many things.
 * @returns {(id: string) => string | null}
 */
export function chunkNames(chunks) {
  // Tests build in folders that link to the sources.
  const app = path.dirname(fs.realpathSync('src'));
  const ways = Object.entries(WAYS[path.basename(app)] ?? {}).map(([name, modules]) => ({
    name,
    chunks: modules.map((module) => chunkOf(fileOf(module, app), chunks)),
  }));
  if (ways.length === 0) return () => null;
  const names = namesOf(ways, chunks);
  return (id) => names.get(id) ?? null;
}

/**
 * @param {string} module
 * @param {string} app
 */
function fileOf(module, app) {
  return path.join(module.startsWith('.') ? app : path.join(root, 'packages'), module);
}

/**
 * @param {string} file
 * @param {readonly import('rolldown').OutputChunk[]} chunks
 */
function chunkOf(file, chunks) {
  const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(file));
  if (!chunk) throw new Error(`${file} is not in the bundle`);
  return chunk;
}

/**
 * @param {readonly { readonly name: string, readonly chunks: readonly import('rolldown').OutputChunk[] }[]} ways
 * @param {readonly import('rolldown').OutputChunk[]} all
 */
function namesOf(ways, all) {
  const started = loadedWith(
    all.filter(({ isEntry }) => isEntry),
    all,
  );
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const { name, chunks } of ways) {
    for (const chunk of loadedWith(chunks, all)) {
      if (started.has(chunk)) continue;
      for (const id of chunk.moduleIds)
        names.set(id, names.has(id) ? `${names.get(id)}-${name}` : name);
    }
  }
  // What others want of the program's own start cannot lie with it, but in one file.
  for (const { isEntry, moduleIds } of started) {
    if (!isEntry) for (const id of moduleIds) names.set(id, 'start');
  }
  return names;
}

/**
 * Gives chunks with all that they load.
 *
 * @param {readonly import('rolldown').OutputChunk[]} chunks
 * @param {readonly import('rolldown').OutputChunk[]} all
 */
function loadedWith(chunks, all) {
  const loaded = new Set(chunks);
  for (const { imports } of loaded) {
    for (const chunk of all) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  }
  return loaded;
}
