// `pnpm test:thorough [FILTER…]`: the tests with many more runs of properties, kills and races.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './workspace.mjs';

const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--testTimeout=1800000', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CCO_THOROUGH: '1' } },
);
process.exit(status ?? 1);
