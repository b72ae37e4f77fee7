import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../project-folder.ts';
import { setTimes, writeTree } from './file-tree.ts';
import { makeTemporaryHome } from './temporary-home.ts';

test('a temporary home takes a file tree with times and goes away again', async () => {
  const temporary = await makeTemporaryHome();
  const [path] = await writeTree(temporary.home, { '.claude/projects/-a/x.jsonl': '{}\n' });
  await setTimes(temporary.home, { '.claude/projects/-a/x.jsonl': '2026-03-02T09:00:00Z' });
  expect(path).toBe(join(temporary.configDir, 'projects', '-a', 'x.jsonl'));
  expect(readFileSync(String(path), 'utf8')).toBe('{}\n');
  expect(statSync(String(path)).mtime.toISOString()).toBe('2026-03-02T09:00:00.000Z');
  expect(temporary.env).toMatchObject({ HOME: temporary.home, TZ: 'UTC', NO_COLOR: '1' });
  await temporary.remove();
  expect(existsSync(temporary.home)).toBe(false);
});

test('folder names follow the rule, UTF-16 unit by unit', () => {
  expect(projectFolder('/home/u/my_app v1.2')).toBe('-home-u-my-app-v1-2');
  expect(projectFolder('D:\\develop\\Claude監視')).toBe('D--develop-Claude--');
  expect(projectFolder('/tmp/emoji-😀-x')).toBe('-tmp-emoji----x');
  expect(projectFolder(`/${'w'.repeat(240)}`)).toMatch(/^-w{199}-[0-9a-z]+$/);
});
