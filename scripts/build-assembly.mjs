// Compiles AssemblyScript to WebAssembly and writes it into modules, so that users need neither a
// compiler nor a file beside their bundle. The compiler is asked for from the npm registry only
// here: it is larger than all other tools together.
//
//   node scripts/build-assembly.mjs           compile
//   node scripts/build-assembly.mjs --check   tell whether the modules are those of the sources
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './workspace.mjs';

const COMPILER = 'assemblyscript@0.28.20';
const OPTIONS =
  '-O3 --noAssert --runtime stub --enable simd --enable bulk-memory --importMemory --initialMemory 1 --memoryBase 64';
const SCANNER = 'packages/jsonl-parse/assembly/scan-values.ts';

/** @param {string} folder */
function filesIn(folder) {
  const names = fs.readdirSync(path.join(root, folder)).sort();
  return names.map((name) => `${folder}/${name}`);
}

/** What is made, of which source with what it imports. */
const MODULES = [
  {
    source: SCANNER,
    imported: [],
    target: 'packages/jsonl-parse/src/value-scanner-code.ts',
    name: 'VALUE_SCANNER_CODE',
  },
  {
    source: 'packages/session-index/assembly/collector/collect-lines.ts',
    imported: [...filesIn('packages/session-index/assembly/collector'), SCANNER],
    target: 'packages/session-index/src/store/line-collector-code.ts',
    name: 'LINE_COLLECTOR_CODE',
  },
  {
    source: 'packages/session-index/assembly/find-bytes.ts',
    imported: [],
    target: 'packages/session-index/src/text/block-search-code.ts',
    name: 'BLOCK_SEARCH_CODE',
  },
];

/** @param {string} file */
const read = (file) => fs.readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n');

for (const { source, imported, target, name } of MODULES) {
  const sources = [...new Set([source, ...imported])];
  const text = [`${COMPILER} ${OPTIONS}`, ...sources.map(read)].join('\n');
  const hash = createHash('sha256').update(text).digest('hex');
  const file = path.join(root, target);
  const isCurrent = fs.existsSync(file) && read(target).includes(hash);
  if (isCurrent) continue;
  if (process.argv.includes('--check')) {
    console.error(`${target} is not what ${source} makes: run node scripts/build-assembly.mjs`);
    process.exitCode = 1;
  } else write(file, name, compile(source), `${source}\`.\n * Sources and compiler: ${hash}`);
}

/** @param {string} source */
function compile(source) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-assembly-'));
  const made = path.join(folder, 'made.wasm');
  const { status } = spawnSync(
    'npx',
    [
      ...['--yes', '--package', COMPILER, 'asc', path.join(root, source)],
      ...[...OPTIONS.split(' '), '-o', made],
    ],
    { stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (status !== 0) process.exit(status ?? 1);
  const code = fs.readFileSync(made).toString('base64');
  fs.rmSync(folder, { recursive: true });
  return code;
}

/**
 * @param {string} file
 * @param {string} name
 * @param {string} code
 * @param {string} origin
 */
function write(file, name, code, origin) {
  fs.writeFileSync(
    file,
    `/**
 * In base64, made by \`scripts/build-assembly.mjs\` of \`${origin}
 */
export const ${name} =
  '${code}';
`,
  );
}
