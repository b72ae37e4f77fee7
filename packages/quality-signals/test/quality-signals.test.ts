import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeCommand, qualitySignals, type SignalCall } from '../src/index.ts';

const run = (command: string, outcome: SignalCall['outcome'] = 'failed', session = 'a') => ({
  session,
  tool: 'Bash',
  command,
  outcome,
});

describe('normalizeCommand', () => {
  it.each([
    [
      'cd /code/app && npx vitest run src/a.test.ts 2>&1 | tail -20',
      'npx vitest run <path> | tail -<n>',
    ],
    ['npx vitest run src/b.test.ts | tail -5', 'npx vitest run <path> | tail -<n>'],
    ['CI=1 ./node_modules/.bin/tsc -p tsconfig.json', 'tsc -p <path>'],
    ["git commit -m 'one'", 'git commit -m <text>'],
    ['git commit -m "two words"', 'git commit -m <text>'],
    ['git show 3f786850e387550fdab836ed7e6dc881de23001b', 'git show <id>'],
    ['pnpm --filter=@cco/cli test', 'pnpm --filter=@cco/cli test'],
    ['npm test', 'npm test'],
    ['make > out.log', 'make'],
    ["python3 - <<'PY'\nprint(1)\nPY", 'python3 - << <text>'],
    ['', ''],
  ])('%s', (command, normal) => {
    expect(normalizeCommand(command)).toBe(normal);
  });

  it('says the same for any path', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const path = fc.array(name, { minLength: 2, maxLength: 5 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(path, path, (one, other) => {
        expect(normalizeCommand(`cat ${one}`)).toBe(normalizeCommand(`cat ${other}`));
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof normalizeCommand(text)).toBe('string');
      }),
    );
    expect(normalizeCommand('"'.repeat(100_000)).length).toBeLessThan(3_000);
  });
});

describe('qualitySignals', () => {
  it('counts reads of one session, not of several together', () => {
    const read = (session: string) => ({ session, tool: 'Read', file: '/a.ts', resultBytes: 10 });
    expect(qualitySignals([read('a'), read('a'), read('b')]).repeatedReads).toEqual([]);
    expect(qualitySignals([read('a'), read('b'), read('a'), read('a')]).repeatedReads).toEqual([
      { session: 'a', file: '/a.ts', count: 3, bytes: 30 },
    ]);
  });

  it('takes the same command with another path for one', () => {
    const { failingCommands } = qualitySignals([
      run('npx vitest run src/a.test.ts'),
      { ...run('npx vitest run src/b.test.ts', 'failed', 'b'), exitCode: 1 },
      run('npx vitest run src/c.test.ts', 'ok'),
      run('ls', 'failed'),
      run('npx vitest run d/e.ts', 'denied'),
    ]);
    expect(failingCommands).toEqual([
      {
        command: 'npx vitest run <path>',
        example: 'npx vitest run src/b.test.ts',
        count: 2,
        runs: 3,
        sessions: 2,
        exitCode: 1,
      },
    ]);
  });

  it('finds retries, and whether they ended well', () => {
    const twice = [run('npm test'), run('npm test')];
    expect(qualitySignals(twice).retries).toEqual([]);
    expect(qualitySignals([...twice, run('npm test', 'ok'), run('npm test')]).retries).toEqual([]);
    const [retry] = qualitySignals([...twice, run('npm test'), run('npm test', 'ok')]).retries;
    expect(retry).toEqual({ session: 'a', command: 'npm test', count: 3, worked: true });
    expect(qualitySignals([...twice, run('npm test')]).retries[0]?.worked).toBe(false);
  });

  it('counts edits across sessions', () => {
    const edit = (session: string, outcome: SignalCall['outcome'] = 'ok') => ({
      session,
      tool: 'Edit',
      file: '/a.ts',
      outcome,
    });
    const calls = [edit('a'), edit('b'), edit('b', 'failed'), edit('c'), edit('c')];
    expect(qualitySignals(calls).editChurn).toEqual([
      { file: '/a.ts', count: 5, sessions: 3, failed: 1 },
    ]);
  });

  it('finds long results that were read again while nothing changed', () => {
    const read = { session: 'a', tool: 'Read', file: '/a.ts', resultBytes: 50_000 };
    const edit = { session: 'a', tool: 'Edit', file: '/a.ts' };
    expect(qualitySignals([read, edit, read]).longResults).toEqual([]);
    expect(qualitySignals([read, { ...read, range: '10-20' }]).longResults).toEqual([]);
    expect(qualitySignals([read, read]).longResults).toEqual([
      { session: 'a', what: '/a.ts', count: 2, bytes: 50_000 },
    ]);
  });
});
