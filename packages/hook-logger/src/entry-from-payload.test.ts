import { hookPayload } from '@cco/test-fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineOf } from './append-entry.ts';
import { entryFromPayload, type HookProcess } from './entry-from-payload.ts';

const process: HookProcess = {
  env: {},
  now: new Date('2026-01-14T15:30:00.987Z'),
  cwd: '/home/mira/web-shop/src',
  pid: 4711,
};
const KEYS = [
  'timestamp',
  'session_id',
  'tool',
  'file',
  'command',
  'project',
  'tokens',
  'exit_code',
  'error',
  'url',
  'agent_id',
  'tool_use_id',
  'duration_ms',
];

describe('entryFromPayload', () => {
  it('writes the keys of the contract in their order', () => {
    expect(lineOf(entryFromPayload(hookPayload({ agent_id: 'a1' }), process))).toBe(
      '{"timestamp":"2026-01-14T15:30:00Z","session_id":"3f6c1d52-8a47-4be0-9c3e-52d1f0a7b914",' +
        '"tool":"Bash","command":"git status","project":"src",' +
        '"tokens":{"input":15,"output":34,"total":49},"agent_id":"a1",' +
        '"tool_use_id":"toolu_01Hq7cWmT3vR8nKd2YpXsJ5b","duration_ms":42}',
    );
  });

  it('fills the gaps of an empty payload', () => {
    expect(entryFromPayload({}, process)).toEqual({
      timestamp: '2026-01-14T15:30:00Z',
      session_id: '1768404600-4711',
      tool: 'unknown',
      project: 'src',
      tokens: { input: 0, output: 0, total: 0 },
    });
  });

  it.each([
    ['Read', { file_path: '/a', path: '/b' }, '/a'],
    ['Write', { path: '/b' }, '/b'],
    ['Edit', { file_path: '/a' }, '/a'],
    ['MultiEdit', { file_path: '/a' }, '/a'],
    ['NotebookEdit', { notebook_path: '/n.ipynb' }, '/n.ipynb'],
    ['Grep', { pattern: 'x', path: '/p' }, '/p'],
    ['Grep', { pattern: 'x' }, 'x'],
    ['Glob', { pattern: '**/*.ts', path: '' }, '**/*.ts'],
    ['Bash', { file_path: '/a', command: 'ls' }, undefined],
    ['Read', { file_path: 7 }, undefined],
    ['constructor', { file_path: '/a' }, undefined],
  ])('takes the file of %s %j', (tool_name, tool_input, file) => {
    expect(entryFromPayload({ tool_name, tool_input }, process).file).toBe(file);
  });

  it('cuts a command after 200 bytes, never inside a character', () => {
    const command = (text: string) =>
      entryFromPayload({ tool_name: 'Bash', tool_input: { command: text } }, process).command;
    expect(command('x'.repeat(300))).toBe('x'.repeat(200));
    expect(command(`${'x'.repeat(199)}é`)).toBe('x'.repeat(199));
    expect(command(`${'x'.repeat(197)}😀`)).toBe('x'.repeat(197));
    expect(command('日'.repeat(100))).toBe('日'.repeat(66));
    expect(command('a\nb')).toBe('a\nb');
    expect(command('')).toBeUndefined();
  });

  it.each([
    [{ CLAUDE_PROJECT_DIR: '/home/mira/web-shop' }, '/else/where', 'web-shop'],
    [{ CLAUDE_PROJECT_DIR: 'C:\\work\\shop\\' }, '/else/where', 'shop'],
    [{ CLAUDE_PROJECT_DIR: '' }, '/else/where', 'where'],
    [{}, '/', '/'],
    [{}, undefined, 'from-payload'],
  ])('names the project by %j and %s', (env, cwd, project) => {
    const payload = { cwd: '/home/mira/from-payload' };
    expect(entryFromPayload(payload, { ...process, env, cwd }).project).toBe(project);
  });

  it('prefers the session that the environment names', () => {
    const named = { ...process, env: { CLAUDE_SESSION_ID: 'mine' } };
    expect(entryFromPayload({ session_id: 'theirs' }, named).session_id).toBe('mine');
    const empty = { ...process, env: { CLAUDE_SESSION_ID: '' } };
    expect(entryFromPayload({ session_id: 'theirs' }, empty).session_id).toBe('theirs');
  });

  it.each([
    ['Exit code 128\nfatal: no', 128, 'Exit code 128'],
    ['Error: Exit code 1', 1, 'Error: Exit code 1'],
    ['\nExit code 2', 2, 'Exit code 2'],
    ['Exit code unknown', undefined, 'Exit code unknown'],
    ['Command timed out', undefined, 'Command timed out'],
  ])('reads the exit status of a failed command: %j', (error, exit_code, firstLine) => {
    const failed = hookPayload({ hook_event_name: 'PostToolUseFailure', error });
    expect(entryFromPayload(failed, process)).toMatchObject({ error: firstLine });
    expect(entryFromPayload(failed, process).exit_code).toBe(exit_code);
  });

  it('gives an exit status to commands only, and a URL to fetches only', () => {
    const read = hookPayload({ tool_name: 'Read', error: 'Exit code 3' });
    expect(entryFromPayload(read, process).exit_code).toBeUndefined();
    const fetch = entryFromPayload(hookPayload({ tool_name: 'WebFetch' }), process);
    expect(fetch.url).toBe('https://docs.example.org/cart');
    expect(entryFromPayload({ tool_input: { url: 'https://x' } }, process).url).toBeUndefined();
  });

  it.each([
    [{}, { input: 6, output: 2, total: 8 }],
    [{ CLAUDE_LOG_TOKENS: '' }, { input: 6, output: 2, total: 8 }],
    [{ CLAUDE_LOG_TOKENS: 'true' }, { input: 6, output: 2, total: 8 }],
    [{ CLAUDE_LOG_TOKENS: 'false' }, { input: 0, output: 0, total: 0 }],
    [{ CLAUDE_LOG_TOKENS: '1' }, { input: 0, output: 0, total: 0 }],
  ])('estimates tokens unless %j says no', (env, tokens) => {
    const payload = { tool_input: { file_path: 'src/app.ts' }, tool_response: '12345678' };
    expect(entryFromPayload(payload, { ...process, env }).tokens).toEqual(tokens);
  });

  it('counts tokens as the slow rule does', () => {
    // Code points of the compact JSON, by fours; of a text as it is.
    const slow = (value: unknown) => {
      const text = typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value);
      return Math.floor(Array.from(text).length / 4);
    };
    const anything = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), anything),
        anything,
        anything,
        (input, response, old) => {
          const payload = { tool_input: input, tool_response: response, tool_output: old };
          const { tokens } = entryFromPayload(payload, process);
          const [i, o] = [slow(input), slow(response ?? old)];
          expect(tokens).toEqual({ input: i, output: o, total: i + o });
        },
      ),
    );
  });

  it('makes one line of valid JSON in order of anything', () => {
    const known = fc.constantFrom(...KEYS, 'tool_name', 'tool_input', 'tool_response', 'cwd');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\ud800', 'a\0b', '\u2028', '\x1b[2J'),
    );
    const tool = fc.constantFrom('Bash', 'PowerShell', 'Read', 'Grep', 'WebFetch', 'mcp__a__b');
    const input = fc.dictionary(
      fc.constantFrom('command', 'file_path', 'path', 'pattern', 'url'),
      fc.oneof(text, fc.jsonValue()),
    );
    const payload = fc
      .tuple(fc.dictionary(known, fc.oneof(text, fc.jsonValue())), tool, input)
      .map(([rest, tool_name, tool_input]) => ({ ...rest, tool_name, tool_input }));
    fc.assert(
      fc.property(payload, (given) => {
        const entry = entryFromPayload(given, process);
        const line = lineOf(entry);
        expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028\u2029]|\p{Surrogate}/u);
        expect(Buffer.from(line).toString()).toBe(line);
        expect(JSON.parse(line)).toEqual(entry);
        const keys = Object.keys(entry);
        expect(keys).toEqual(KEYS.filter((key) => keys.includes(key)));
        expect(Buffer.byteLength(entry.command ?? '')).toBeLessThanOrEqual(200);
        expect(Buffer.byteLength(entry.error ?? '')).toBeLessThanOrEqual(200);
        expect(entry.error ?? '').not.toMatch(/[\r\n]/);
        expect(Object.values(entry)).not.toContain('');
      }),
      { numRuns: 500 },
    );
  });
});
