import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { baseName } from './base-name.ts';
import { configFolders, primaryConfigFolder } from './config-folders.ts';
import { dataFolder } from './data-folder.ts';
import { expandHome, homeFolder } from './home-folder.ts';
import { logFolder } from './log-folder.ts';
import { isProjectSlugOf, projectSlug } from './project-slug.ts';

const home = path.resolve('/home/ada');
const env = { HOME: home, USERPROFILE: home };

describe('folders', () => {
  it('looks in both default config folders, the usual one first', () => {
    expect(configFolders(env)).toEqual([
      path.join(home, '.claude'),
      path.join(home, '.config', 'claude'),
    ]);
    expect(configFolders({ ...env, XDG_CONFIG_HOME: path.resolve('/cfg') })).toContain(
      path.resolve('/cfg/claude'),
    );
    expect(primaryConfigFolder(env)).toBe(path.join(home, '.claude'));
  });
  it('takes a list of config folders, without blanks and repetitions', () => {
    const list = configFolders({ ...env, CLAUDE_CONFIG_DIR: ' ~/a , /b,, /b' });
    expect(list).toEqual([path.join(home, 'a'), path.resolve('/b')]);
  });
  it('keeps logs in ~/.claude/logs unless told otherwise', () => {
    expect(logFolder(env)).toBe(path.join(home, '.claude', 'logs'));
    expect(logFolder({ ...env, CLAUDE_CONFIG_DIR: '/elsewhere' })).toBe(
      path.join(home, '.claude', 'logs'),
    );
    expect(logFolder({ ...env, CLAUDE_LOG_DIR: '~/l' })).toBe(path.join(home, 'l'));
  });
  it('uses the data folder of the platform', () => {
    expect(dataFolder(env, 'linux')).toBe(path.join(home, '.local', 'share', 'cco'));
    expect(dataFolder(env, 'darwin')).toBe(
      path.join(home, 'Library', 'Application Support', 'cco'),
    );
    expect(dataFolder(env, 'win32')).toBe(path.join(home, 'AppData', 'Local', 'cco'));
    expect(dataFolder({ ...env, CCO_DATA_DIR: '~/d' }, 'linux')).toBe(path.join(home, 'd'));
  });
  it('finds a home when no variable names one', () => {
    expect(path.isAbsolute(homeFolder({}))).toBe(true);
    expect(expandHome('~', env)).toBe(home);
    expect(expandHome('~other/x', env)).toBe(path.resolve('~other/x'));
  });
});

describe('projectSlug', () => {
  it.each([
    ['/Users/bing/-Code-/engram', '-Users-bing--Code--engram'],
    ['/repo/.claude/worktrees/x', '-repo--claude-worktrees-x'],
    ['D:\\develop\\Claude監視', 'D--develop-Claude--'],
    ['/tmp/s.6V/emoji-😀-x', '-tmp-s-6V-emoji----x'],
  ])('encodes %s', (cwd, slug) => {
    expect(projectSlug(cwd)).toBe(slug);
    expect(isProjectSlugOf(slug, cwd)).toBe(true);
  });
  it('cuts long paths and adds the hash of the whole path', () => {
    const cwd = `/tmp/shp-schemas-slug.6V4NfF/${'w'.repeat(172)}`;
    expect(cwd).toHaveLength(201);
    const slug = projectSlug(cwd);
    expect(slug).toHaveLength(207);
    expect(slug.endsWith('-vg1k1m')).toBe(true);
    expect(isProjectSlugOf(`${slug.slice(0, 200)}-another`, cwd)).toBe(true);
  });
  it('recognises other letter case and kept underscores, and nothing else', () => {
    expect(isProjectSlugOf('c--work-a', 'C:\\work\\a')).toBe(true);
    expect(isProjectSlugOf('-home-u-my_app', '/home/u/my_app')).toBe(true);
    expect(isProjectSlugOf('-home-u-my-app', '/home/u')).toBe(false);
    const decomposed = '/u/cafe\u0301';
    expect(projectSlug(decomposed)).toBe('-u-caf-');
    expect(isProjectSlugOf(projectSlug(decomposed), decomposed)).toBe(true);
  });
});

describe('baseName', () => {
  it.each([
    ['/home/ada/my-app', 'my-app'],
    ['/home/ada/my-app/', 'my-app'],
    ['C:\\work\\shop', 'shop'],
    ['C:/code/shop/', 'shop'],
    ['\\\\server\\share\\x', 'x'],
    ['/home/a\\b', 'a\\b'],
    ['src\\a.ts', 'a.ts'],
    ['name', 'name'],
    ['/', '/'],
  ])('of %s is %s', (file, name) => {
    expect(baseName(file)).toBe(name);
  });
});
