import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  activityText,
  type BuiltApp,
  buildApp,
  guideSampleEntries,
  makeTemporaryHome,
  type TemporaryHome,
} from '@cco/test-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let temporary: TemporaryHome;
let app: BuiltApp;
beforeAll(async () => {
  temporary = await makeTemporaryHome();
  fs.mkdirSync(temporary.logDir, { recursive: true });
  const file = path.join(temporary.logDir, 'activity-2026-01-14.jsonl');
  fs.writeFileSync(file, activityText(guideSampleEntries()));
  app = buildApp(path.resolve(import.meta.dirname, '..'));
});
afterAll(async () => {
  app.remove();
  await temporary.remove();
});

function run(argv: readonly string[], input = ''): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [app.main, ...argv], {
    env: temporary.env,
    input,
    encoding: 'utf8',
  });
}

describe('the built session-stats', () => {
  it('reports the logs of the folder that the environment names', () => {
    const { status, stdout, stderr } = run(['--date', '2026-01-14', '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout).summary).toMatchObject({
      total_operations: 127,
      estimated_cost: { total: 0.3225 },
    });
  });

  it('reads a pipe', () => {
    const { stdout } = run(['-', '--json'], activityText(guideSampleEntries()));
    expect(JSON.parse(stdout)).toMatchObject({ range: 'all', summary: { sessions: 3 } });
  });

  it('exits with the status of the command', () => {
    expect(run(['--date', '2026-01-14', '--budget', '0.1']).status).toBe(3);
    expect(run(['--rnage', 'week']).status).toBe(1);
  });

  it('knows its version and explains itself', () => {
    expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run(['-h']).stdout).toContain('session-stats --range week --by day');
  });

  it('loads neither schemas nor globs before it has to', () => {
    const dist = path.dirname(app.main);
    const chunks = fs.readdirSync(dist).filter((name) => name.endsWith('.cjs'));
    const holders = (identifier: string) =>
      chunks.filter((name) => app.codeOf([name]).includes(identifier));
    for (const identifier of ['ZodMiniObject', 'hasMagic']) {
      expect(holders(identifier)).toHaveLength(1);
      expect(holders(identifier)).not.toContain('main.cjs');
    }
  });
});
