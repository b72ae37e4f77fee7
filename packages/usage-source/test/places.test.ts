import fs from 'node:fs';
import path from 'node:path';
import {
  createTranscript,
  makeTemporaryHome,
  projectFolder,
  type TemporaryHome,
  textBlock,
  writeTree,
} from '@cco/test-fixtures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadUsageOptions, loadUsage } from '../src/index.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

const STARTED = '2026-03-02T09:00:00Z';

/** Writes a session of one message that was started in a folder. */
async function session(
  id: string,
  cwd: string,
  more: { originalCwd?: string } = {},
): Promise<void> {
  const transcript = createTranscript({ sessionId: id, cwd, startedAt: STARTED });
  transcript.assistant({ blocks: [textBlock('Done.')] });
  const state = { type: 'worktree-state', sessionId: id, worktreeSession: more };
  const text = more.originalCwd
    ? `${transcript.text()}${JSON.stringify(state)}\n`
    : transcript.text();
  await writeTree(temporary.configDir, { [`projects/${projectFolder(cwd)}/${id}.jsonl`]: text });
}

function load(options: Partial<LoadUsageOptions> = {}) {
  const { configDir, dataDir } = temporary;
  return loadUsage({ configFolders: [configDir], dataFolder: dataDir, ...options });
}

async function places() {
  const { rows } = await load();
  return rows
    .map(({ sessionId, project, projectPath, repository }) => [
      sessionId,
      project,
      projectPath,
      repository,
    ])
    .sort();
}

describe('projects', () => {
  it('are real directories', async () => {
    await session('a', '/home/mira/code/web-shop');
    await session('b', 'C:\\work\\shop');
    await session('c', 'c:\\work\\shop');
    expect(await places()).toEqual([
      ['a', 'web-shop', '/home/mira/code/web-shop', undefined],
      ['b', 'shop', 'C:\\work\\shop', undefined],
      ['c', 'shop', 'C:\\work\\shop', undefined],
    ]);
  });

  it('know the repository of a worktree by its path', async () => {
    await session('a', '/home/mira/shop/.claude/worktrees/fix-cart');
    await session('b', '/home/mira/shop/.worktrees/tax/packages/api');
    await session('c', 'C:\\shop\\.claude\\worktrees\\fix');
    expect(await places()).toEqual([
      ['a', 'fix-cart', '/home/mira/shop/.claude/worktrees/fix-cart', '/home/mira/shop'],
      ['b', 'api', '/home/mira/shop/.worktrees/tax/packages/api', '/home/mira/shop'],
      ['c', 'fix', 'C:\\shop\\.claude\\worktrees\\fix', 'C:\\shop'],
    ]);
  });

  it('know it by the .git file, and take no submodule for a worktree', async () => {
    const shop = path.join(temporary.home, 'shop');
    const tree = path.join(temporary.home, 'elsewhere', 'fix');
    const relative = path.join(temporary.home, 'relative');
    const bare = path.join(temporary.home, 'of-bare');
    const module = path.join(shop, 'vendor', 'lib');
    await writeTree(temporary.home, {
      'shop/.git/HEAD': '',
      'shop/src/x': '',
      'shop/vendor/lib/.git': 'gitdir: ../../.git/modules/lib\n',
      'elsewhere/fix/.git': `gitdir: ${path.join(shop, '.git', 'worktrees', 'fix')}\n`,
      'elsewhere/fix/src/x': '',
      'relative/.git': 'gitdir: ../shop/.git/worktrees/relative\n',
      'of-bare/.git': `gitdir: ${path.join(temporary.home, 'shop.git', 'worktrees', 'one')}`,
    });
    const inside = path.join(tree, 'src');
    for (const [index, cwd] of [shop, tree, inside, relative, bare, module].entries()) {
      await session(`s${index}`, cwd);
    }
    expect((await places()).map(([, , , repository]) => repository)).toEqual([
      undefined,
      shop,
      shop,
      shop,
      path.join(temporary.home, 'shop.git'),
      undefined,
    ]);
  });

  it('know it by the record of entering a worktree that is gone', async () => {
    await session('a', '/gone/tree', { originalCwd: '/home/mira/shop' });
    expect(await places()).toEqual([['a', 'tree', '/gone/tree', '/home/mira/shop']]);
  });

  it('are named by the project folder where no record tells', async () => {
    const line = {
      type: 'assistant',
      timestamp: STARTED,
      message: { model: 'claude-opus-5', usage: { output_tokens: 1 } },
    };
    await writeTree(temporary.configDir, { 'projects/-srv-x/a.jsonl': JSON.stringify(line) });
    expect(await places()).toEqual([['a', '-srv-x', '-srv-x', undefined]]);
    await session('b', '/srv/x');
    expect((await places())[0]).toEqual(['a', 'x', '/srv/x', undefined]);
  });
});

describe('a message counts where it was made', () => {
  const HOME = '/home/mira/shop';
  const STEP = 20 * 60_000;

  /** Writes one session whose messages were made in these folders, some time apart, into the first's project folder. */
  async function visits(
    folders: readonly (string | undefined)[],
    { slug = HOME, lines = [] as object[] } = {},
  ): Promise<void> {
    const texts = folders.map((cwd, index) => {
      const startedAt = Date.parse(STARTED) + index * STEP;
      const one = createTranscript({ sessionId: 'a', cwd: cwd ?? '', startedAt, seed: index + 1 });
      one.assistant({
        blocks: [textBlock('Done.')],
        messageId: `m${index}`,
        requestId: `r${index}`,
      });
      return one.text();
    });
    const more = lines.map((line) => `${JSON.stringify(line)}\n`);
    await writeTree(temporary.configDir, {
      [`projects/${projectFolder(slug)}/a.jsonl`]: [...texts, ...more].join(''),
    });
  }

  /** Messages by directory, those of a worktree with their repository. */
  async function counted(options: Partial<LoadUsageOptions> = {}): Promise<Record<string, number>> {
    const { rows } = await load(options);
    const counts: Record<string, number> = {};
    for (const { projectPath, repository, messages } of rows) {
      const name = repository === undefined ? projectPath : `${projectPath} of ${repository}`;
      counts[name] = (counts[name] ?? 0) + messages;
    }
    const { rows: days } = await load({ byDayIn: 'UTC' });
    const sum = (all: readonly { readonly messages: number }[]) =>
      all.reduce((total, { messages }) => total + messages, 0);
    if (options.since === undefined) expect(sum(days)).toBe(sum(rows));
    return counts;
  }

  it('also after the session was resumed elsewhere', async () => {
    await visits([HOME, HOME, '/home/mira/elsewhere', HOME]);
    expect(await counted()).toEqual({ [HOME]: 3, '/home/mira/elsewhere': 1 });
  });

  it('and a change into folders below splits no project', async () => {
    const away = '/srv/tax';
    await visits([
      HOME,
      `${HOME}/src`,
      `${HOME}/src/a`,
      away,
      `${away}/lib`,
      `${away}/x`,
      `${HOME}/b`,
    ]);
    expect(await counted()).toEqual({ [HOME]: 4, [away]: 3 });
    // What a report looks at decides nothing.
    const since = Date.parse(STARTED) + 4 * STEP;
    expect(await counted({ since })).toEqual({ [HOME]: 1, [away]: 2 });
  });

  it('and a folder whose name only begins alike is another', async () => {
    await visits([HOME, `${HOME}-old`, '/home/mira', '/home/mira/shop2/x', '/']);
    expect(await counted()).toEqual({
      [HOME]: 1,
      [`${HOME}-old`]: 1,
      '/home/mira': 2,
      '/': 1,
    });
  });

  it('and a worktree counts for its repository', async () => {
    const tree = `${HOME}/.claude/worktrees/fix`;
    await visits([HOME, tree, `${tree}/src`, HOME], {
      lines: [{ type: 'relocated', sessionId: 'a', relocatedCwd: tree }],
    });
    expect(await counted()).toEqual({ [HOME]: 2, [`${tree} of ${HOME}`]: 2 });
  });

  it('also in a worktree that is gone', async () => {
    await visits([HOME, '/gone/tree', '/gone/tree/src'], {
      lines: [
        { type: 'relocated', sessionId: 'a', relocatedCwd: '/gone/tree' },
        { type: 'worktree-state', sessionId: 'a', worktreeSession: { originalCwd: HOME } },
      ],
    });
    expect(await counted()).toEqual({ [HOME]: 1, [`/gone/tree of ${HOME}`]: 2 });
  });

  it('on Windows', async () => {
    await visits(['C:\\shop', 'c:\\shop\\src', 'D:\\tax', 'd:\\tax\\lib', 'C:\\shop2'], {
      slug: 'C:\\shop',
    });
    expect(await counted()).toEqual({ 'C:\\shop': 2, 'D:\\tax': 2, 'C:\\shop2': 1 });
  });

  it('of a session that was copied into another project folder', async () => {
    await visits([HOME, '/srv/tax'], { slug: '/backup' });
    expect(await counted()).toEqual({ [HOME]: 1, '/srv/tax': 1 });
  });

  it('and without a folder for its session', async () => {
    await visits([HOME, undefined, '/srv/tax', undefined]);
    expect(await counted()).toEqual({ [HOME]: 3, '/srv/tax': 1 });
  });
});

describe('subagents', () => {
  it('count for their session, with the type that the messages or the file beside them name', async () => {
    await session('a', '/home/mira/shop');
    const folder = `projects/${projectFolder('/home/mira/shop')}/a/subagents`;
    const agent = (id: string, fields = {}) => {
      const where = { sessionId: 'a', cwd: '/home/mira/shop/src', startedAt: STARTED };
      const transcript = createTranscript({ ...where, agentId: id });
      transcript.assistant({ blocks: [textBlock('Found.')], fields });
      return transcript.text();
    };
    await writeTree(temporary.configDir, {
      [`${folder}/agent-a1.jsonl`]: agent('a1'),
      [`${folder}/agent-a1.meta.json`]: '{"agentType":"Explore"}',
      [`${folder}/agent-a2.jsonl`]: agent('a2', {
        attributionAgent: 'Plan',
        attributionSkill: 'review',
        attributionMcpServer: 'github',
      }),
      [`${folder}/workflows/wf_1/agent-a3.jsonl`]: agent('a3'),
    });
    const found = async (options: Partial<LoadUsageOptions>) =>
      (await load(options)).rows
        .map(({ sessionId, projectPath, agent: of, skill, mcpServer }) =>
          JSON.stringify([sessionId, projectPath, of, skill, mcpServer]),
        )
        .sort();
    const row = (...more: unknown[]) => JSON.stringify(['a', '/home/mira/shop', ...more]);
    expect(await found({ subagentTypes: true })).toEqual(
      [
        row(undefined, undefined, undefined),
        row({ id: 'a1', type: 'Explore' }, undefined, undefined),
        row({ id: 'a2', type: 'Plan' }, 'review', 'github'),
        row({ id: 'a3' }, undefined, undefined),
      ].sort(),
    );
    expect(await found({})).toContain(row({ id: 'a1' }, undefined, undefined));
  });
});

describe('history', () => {
  it('outlives the transcripts, and is told', async () => {
    await session('a', '/home/mira/shop');
    await session('b', '/home/mira/shop');
    expect((await load()).archived).toEqual({ sessions: 0, messages: 0 });
    fs.rmSync(
      path.join(temporary.configDir, 'projects', projectFolder('/home/mira/shop'), 'a.jsonl'),
    );
    const { rows, archived } = await load();
    expect(rows).toHaveLength(2);
    expect(archived).toEqual({ sessions: 1, messages: 1 });
  });

  it('is what the store knows when no transcript is to be looked at', async () => {
    await session('a', '/home/mira/shop');
    await load();
    await session('b', '/home/mira/shop');
    expect((await load({ refresh: false })).rows).toHaveLength(1);
    expect((await load()).rows).toHaveLength(2);
  });
});
