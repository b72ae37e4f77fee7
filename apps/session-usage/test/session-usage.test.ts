import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {
  type BuiltApp,
  buildApp,
  copySampleHome,
  createTranscript,
  makeTemporaryHome,
  type TemporaryHome,
  textBlock,
  writeTree,
} from '@cco/test-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let temporary: TemporaryHome;
let app: BuiltApp;
beforeAll(async () => {
  app = buildApp(path.resolve(import.meta.dirname, '..'));
  temporary = await makeTemporaryHome();
  await copySampleHome(temporary.home);
});
afterAll(async () => {
  app.remove();
  await temporary.remove();
});

function run(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): SpawnSyncReturns<string> {
  const environment = { ...temporary.env, ...env };
  return spawnSync(process.execPath, [app.main, ...argv], { env: environment, encoding: 'utf8' });
}

describe('the built session-usage', () => {
  it('reports by day when called alone', () => {
    const { status, stdout, stderr } = run([]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage by day \(UTC\)/);
    expect(stdout).toMatch(/\n2026-11-04 .* \$0\.46\n/);
  });

  it('gives the JSON that scripts written for ccusage read', () => {
    const { stdout } = run(['daily', '--json', '--offline', '--since', '20261104']);
    expect(JSON.parse(stdout)).toMatchObject({
      daily: [{ date: '2026-11-04', inputTokens: 154, outputTokens: 10_649 }],
      totals: { totalTokens: 657_415, totalCost: 0.46252674 },
    });
  });

  it('exits with 3 over budget, with 1 after a wrong option, and says what was meant', async () => {
    const budget = ['--budget', 'monthly=0.000001', '--timezone', 'UTC'];
    const today = createTranscript({ sessionId: 's', cwd: '/x', startedAt: new Date() });
    today.assistant({ blocks: [textBlock('Done.')] });
    const own = path.join(temporary.home, 'own');
    await writeTree(own, { 'projects/-x/s.jsonl': today.text() });
    const env = { CLAUDE_CONFIG_DIR: own, CCO_DATA_DIR: path.join(own, 'data') };
    expect(run(budget, env).status).toBe(3);
    const { status, stderr } = run(['dayly']);
    expect(status).toBe(1);
    expect(stderr).toContain('daily');
  });

  it.each([
    ['', 'UTC'],
    [':/usr/share/zoneinfo/Europe/Berlin', 'Europe/Berlin'],
    ['CET-1CEST', 'Europe/Berlin'],
    ['EST5', 'Etc/GMT+5'],
  ])('takes TZ=%j for %s', (TZ, zone) => {
    const { status, stdout, stderr } = run(['--last', '3'], { TZ });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`(${zone})`);
    const named = run(['--last', '3', '--timezone', zone]);
    expect(stdout).toBe(named.stdout);
  });

  it.each(['Mars/Olympus', ':/nowhere', 'IST'])('says that TZ=%s is no zone', (TZ) => {
    for (const words of [[], ['blocks'], ['session', '--json']]) {
      const { status, stderr } = run(words, { TZ });
      expect(status).toBe(0);
      expect(stderr).toContain(`TZ=${TZ} is not a time zone`);
    }
    expect(run(['completion', 'bash'], { TZ }).stderr).toBe('');
  });

  it('keeps its history to its owner', () => {
    run([]);
    const file = path.join(temporary.dataDir, 'store.db');
    expect(fs.existsSync(file)).toBe(true);
    if (process.platform !== 'win32') expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  it('reads much in a second thread, with the same result', async () => {
    const home = path.join(temporary.home, 'much');
    const text = (id: string) => {
      const transcript = createTranscript({ sessionId: id, cwd: '/x', startedAt: '2026-03-01' });
      for (let i = 0; i < 1000; i++)
        transcript.assistant({ blocks: [textBlock('x'.repeat(9000))] });
      return transcript.text();
    };
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const files = names.map((id) => [`projects/-x/${id}.jsonl`, text(id)]);
    await writeTree(home, Object.fromEntries(files));
    const env = { CLAUDE_CONFIG_DIR: home, CCO_DATA_DIR: path.join(home, 'data') };
    const { stdout, stderr } = run(['--json'], env);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).totals.messages).toBe(6000);
  });

  it('loads no database for its help', () => {
    const loaded = app.codeOf(app.loadedWith('main.cjs'));
    expect(loaded).toContain('session-usage');
    expect(loaded).not.toContain('databaseOpenWithSync');
  });
});
