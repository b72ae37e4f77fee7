import fs from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, november, type World } from './world.ts';

const ID = '84f6a1d3-c25b-4079-8e34-7d90c3b5f107';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  const prompt = 'The giraffe eats leaves';
  const gone = await world.session({ id: ID, cwd: '/code/zoo', at: november(3), prompt });
  await world.session({ id: 'old', cwd: '/code/zoo', at: november(1), prompt: 'A giraffe' });
  await world.session({ id: 'new', cwd: '/code/x', at: november(5), prompt: 'The giraffe' });
  await world.run(['giraffe']);
  fs.rmSync(gone);
});

describe('a session that Claude Code has deleted', () => {
  it('is found by its words when it is asked for, marked, at its time', async () => {
    expect(await world.ids(['giraffe'])).toEqual(['new', 'old']);
    expect(await world.ids(['giraffe', '--archived'])).toEqual(['new', ID, 'old']);
    expect((await world.find(['--archived', 'eats']))[0]).toEqual({
      date: '2026-11-03 12:00',
      project: 'zoo',
      id: ID,
      preview: 'The giraffe eats leaves',
      resume: null,
      archived: true,
    });
    expect((await world.run(['--archived', 'eats'])).out).toBe(
      [
        '2026-11-03 12:00 │ zoo │ The giraffe eats leaves...',
        '  archived: deleted by Claude Code, found by its words',
        '',
      ].join('\n'),
    );
  });

  it('is listed without words too, by project and by time', async () => {
    expect(await world.ids([])).toEqual(['new', 'old']);
    expect(await world.ids(['--archived'])).toEqual(['new', ID, 'old']);
    expect(await world.ids(['--archived', '-p', 'zoo', 'giraffe'])).toEqual([ID, 'old']);
    expect(await world.ids(['--archived', '--until', '2026-11-03'])).toEqual([ID, 'old']);
    expect(await world.ids(['--archived', '--since', '2026-11-03', 'the'])).toEqual(['new', ID]);
    expect(await world.ids(['--archived', '--sort', 'oldest', '-n', '2'])).toEqual(['old', ID]);
    expect(await world.ids(['--archived', '--sort', 'relevance', 'giraffe'])).toEqual([
      'new',
      'old',
      ID,
    ]);
  });

  it('may be one, where the order of its words is asked for', async () => {
    const [found] = await world.find(['--archived', '"eats leaves"']);
    expect(found).toMatchObject({ id: ID, archived: true, certain: false });
    expect((await world.run(['--archived', '"leaves eats"'])).out).toContain(
      '  archived: deleted by Claude Code; it holds the words, maybe not as asked\n',
    );
    expect(await world.ids(['--archived', '"eats nothing"'])).toEqual([]);
  });

  it('counts', async () => {
    expect((await world.run(['--count', 'giraffe'])).out).toBe('2 sessions, 2 matches\n');
    expect((await world.run(['--count', '--archived', 'giraffe'])).out).toBe(
      '3 sessions, 1 of them archived, 2 matches\n',
    );
    expect(JSON.parse((await world.run(['--count', '--archived', '--json'])).out)).toEqual({
      count: { sessions: 3, archived: 1 },
    });
  });

  it('is found by its id, and shown as far as it is known', async () => {
    expect(await world.ids(['84f6a1'])).toEqual([]);
    expect(await world.ids(['84f6a1', '--archived'])).toEqual([ID]);
    const { status, out } = await world.run(['show', '84f6a1', 'giraffe']);
    expect(status).toBe(0);
    expect(out).toContain('2026-11-03 12:00 │ zoo │ The giraffe eats leaves\n');
    expect(out).toContain('Claude Code has deleted this session.');
    expect(out).not.toContain('--resume');
    expect(JSON.parse((await world.run(['show', ID, '--json'])).out)).toEqual({
      session: {
        date: '2026-11-03 12:00',
        project: 'zoo',
        id: ID,
        preview: 'The giraffe eats leaves',
        cwd: '/code/zoo',
        resume: null,
        archived: true,
      },
      pieces: [],
    });
  });

  it('is an ordinary one when it comes back', async () => {
    const prompt = 'The giraffe eats leaves';
    await world.session({ id: ID, cwd: '/code/zoo', at: november(6), prompt });
    expect((await world.find(['--archived', 'eats']))[0]).toMatchObject({
      id: ID,
      resume: `claude --resume ${ID}`,
    });
    expect(await world.ids(['giraffe'])).toEqual([ID, 'new', 'old']);
  });
});
