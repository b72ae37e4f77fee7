// Compiles the scanner of `@cco/jsonl-parse` to WebAssembly and writes it into a module, so that
// users need neither a compiler nor a file beside their bundle. The compiler is asked for from the
// npm registry only here: it is larger than all other tools together.
//
//   node scripts/build-value-scanner.mjs           compile
//   node scripts/build-value-scanner.mjs --check   tell whether the module is that of the source
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './workspace.mjs';

const COMPILER = 'assemblyscript@0.28.20';
const OPTIONS =
  '-O3 --noAssert --runtime stub --enable simd --enable bulk-memory --importMemory --initialMemory 1';
const folder = path.join(root, 'packages/jsonl-parse');
const source = path.join(folder, 'assembly/scan-values.ts');
const target = path.join(folder, 'src/value-scanner-code.ts');

const hash = createHash('sha256')
  .update(`${COMPILER} ${OPTIONS}\n${fs.readFileSync(source, 'utf8').replaceAll('\r\n', '\n')}`)
  .digest('hex');

if (process.argv.includes('--check')) {
  if (!fs.readFileSync(target, 'utf8').includes(hash)) {
    console.error(
      `${path.relative(root, source)} was changed: run node scripts/build-value-scanner.mjs`,
    );
    process.exit(1);
  }
} else {
  const made = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cco-scanner-')), 'scanner.wasm');
  const { status } = spawnSync(
    'npx',
    ['--yes', '--package', COMPILER, 'asc', source, ...OPTIONS.split(' '), '-o', made],
    { stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (status !== 0) process.exit(status ?? 1);
  const code = fs.readFileSync(made).toString('base64');
  fs.rmSync(path.dirname(made), { recursive: true });
  fs.writeFileSync(
    target,
    `/**
 * Made of \`assembly/scan-values.ts\` by \`scripts/build-value-scanner.mjs\`, in base64. Source and
 * compiler: ${hash}
 */
export const VALUE_SCANNER_CODE =
  '${code}';
`,
  );
}
