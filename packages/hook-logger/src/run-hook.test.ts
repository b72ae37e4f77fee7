import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hookPayload } from '@cco/test-fixtures';
import { describe, expect, it } from 'vitest';
import { runHook } from './run-hook.ts';

function run(text: string | (() => string), logs?: string) {
  const folder = logs ?? fs.mkdtempSync(path.join(os.tmpdir(), 'logs-'));
  const lines: string[] = [];
  runHook({
    env: { CLAUDE_LOG_DIR: folder },
    read: typeof text === 'string' ? () => text : text,
    now: new Date(2026, 0, 14, 12),
    report: (line) => lines.push(line),
  });
  const file = path.join(folder, 'activity-2026-01-14.jsonl');
  return { lines, log: fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '' };
}

describe('runHook', () => {
  it('logs a payload and says nothing', () => {
    const { lines, log } = run(JSON.stringify(hookPayload()));
    expect(lines).toEqual([]);
    expect(JSON.parse(log)).toMatchObject({ tool: 'Bash', command: 'git status' });
  });

  it('logs what a broken payload holds and says so', () => {
    const { lines, log } = run(
      '{"session_id":"s","tool_name":"Bash","tool_input":{"command":"ls"},"to',
    );
    expect(lines).toEqual(['session-logger: the payload is broken: logged what could be read']);
    expect(JSON.parse(log)).toMatchObject({ session_id: 's', command: 'ls' });
  });

  it.each(['', 'nonsense', '[1]', '7'])('logs nothing of %j and says so', (text) => {
    const { lines, log } = run(text);
    expect(lines).toHaveLength(1);
    expect(log).toBe('');
  });

  it('tells in one safe line what failed', () => {
    const blocked = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'logs-')), 'a\x1b[2J\nb');
    fs.writeFileSync(blocked, '');
    const { lines } = run('{"a":1}', blocked);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^session-logger: not logged: E\w+/);
    expect(lines[0]).not.toMatch(/[\x00-\x1f]/);
    const unread = run(() => {
      throw new Error('EIO');
    });
    expect(unread.lines).toEqual(['session-logger: not logged: EIO']);
  });
});
