import { auditCommand } from '@cco/audit-command';
import { runMain } from '@cco/cli';
import { repairAfter } from '@cco/database-repair';
import manifest from '../package.json' with { type: 'json' };

/** Runs the command line of the process. */
export async function run(): Promise<void> {
  const { version } = manifest;
  const worker = () => new URL('./store.worker.cjs', import.meta.url);
  await runMain(auditCommand({ version, worker }), {
    name: 'session-audit',
    version,
    recover: repairAfter,
  });
}
