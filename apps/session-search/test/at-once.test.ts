import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  type BuiltApp,
  buildApp,
  copySampleHome,
  createTranscript,
  makeTemporaryHome,
  projectFolder,
  type TemporaryHome,
} from '@cco/test-fixtures';
import { afterAll, beforeAll, expect, it } from 'vitest';

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

async function list(...argv: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [app.main, '--all', '--json', ...argv],
    { env: temporary.env },
  );
  expect(stderr.replace(/^Index rebuilt.*\n/, '')).toBe('');
  return stdout;
}

it('gives the same answer in processes that index at the same time', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => list()));
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toBe(await list('--rebuild'));
});

it('ends up right when sessions grow while several processes index', async () => {
  const cwd = '/home/mira/growing';
  const folder = path.join(temporary.configDir, 'projects', projectFolder(cwd));
  fs.mkdirSync(folder);
  const transcript = createTranscript({
    sessionId: 'grow',
    cwd,
    startedAt: '2026-11-04T10:00:00Z',
  });
  const file = path.join(folder, 'grow.jsonl');
  for (let turn = 0; turn < 4; turn++) {
    transcript.user(`Turn ${turn}`);
    transcript.customTitle(`Title ${turn}`);
    const running = Array.from({ length: 3 }, () => list());
    fs.writeFileSync(file, transcript.text());
    await Promise.all(running);
    const answer = await list();
    expect(answer).toContain(`"Title ${turn}"`);
    expect(answer).toBe(await list('--rebuild'));
  }
  const left = fs.readdirSync(temporary.configDir).filter((name) => name.endsWith('.tmp'));
  expect(left).toEqual([]);
});
