// `pnpm check`: everything that must hold, one step after the other, with the time each took.
// `--no-tests` leaves the tests out, for a caller that has just run them.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './workspace.mjs';

const steps = [
  ['types', 'tsc --noEmit -p tsconfig.json'],
  ['lint', 'biome check --error-on-warnings .'],
  ['unused code', 'knip --no-config-hints'],
  ['changesets', 'node scripts/check-changesets.mjs'],
  ['compiled assembly', 'node scripts/build-assembly.mjs --check'],
  ['build', 'turbo run build --output-logs=errors-only'],
  ...(process.argv.includes('--no-tests') ? [] : [['tests', 'vitest run']]),
  ['packages', 'node scripts/check-packages.mjs'],
];

for (const [name, line] of steps) {
  const [command = '', ...args] = (line ?? '').split(' ');
  const started = Date.now();
  console.log(`\n▶ ${name}: ${line}`);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: pathWithTools(), TURBO_TELEMETRY_DISABLED: '1' },
  });
  if (status !== 0) {
    console.error(`✘ ${name} failed${error ? `: ${error.message}` : ''}`);
    process.exit(status ?? 1);
  }
  console.log(`✔ ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

/** Run with plain node too, not only by pnpm. */
function pathWithTools() {
  return [path.join(root, 'node_modules', '.bin'), process.env['PATH']].join(path.delimiter);
}
