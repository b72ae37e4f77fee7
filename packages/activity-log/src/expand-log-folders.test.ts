import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandLogFolders } from './expand-log-folders.ts';

let root: string;
beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-team-'));
  for (const folder of ['team/ada/logs', 'team/ben/logs', 'team/.hidden', 'odd[1]', 'team/eve']) {
    fs.mkdirSync(path.join(root, folder), { recursive: true });
  }
  fs.writeFileSync(path.join(root, 'team', 'notes.txt'), '');
});
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

const expand = (...patterns: string[]) => {
  const { folders, unmatched } = expandLogFolders(patterns, root);
  return {
    folders: folders.map(({ path: one, person }) => [path.relative(root, one), person]),
    unmatched,
  };
};
const local = (posix: string) => posix.split('/').join(path.sep);

describe('expandLogFolders', () => {
  it('takes a path as it is, there or not', () => {
    expect(expand('team/ada')).toEqual({
      folders: [[local('team/ada'), undefined]],
      unmatched: [],
    });
    expect(expand('none').folders).toEqual([['none', undefined]]);
    expect(expandLogFolders([path.join(root, 'team')], '/').folders[0]?.path).toBe(
      path.join(root, 'team'),
    );
  });

  it('finds folders by a glob: sorted, no files, no hidden ones', () => {
    expect(expand('team/*').folders).toEqual([
      [local('team/ada'), 'ada'],
      [local('team/ben'), 'ben'],
      [local('team/eve'), 'eve'],
    ]);
    expect(expand('team/.h*').folders).toEqual([[local('team/.hidden'), undefined]]);
    expect(expand(`${root}/t?am/[ab]*`).folders).toEqual([
      [local('team/ada'), 'ada'],
      [local('team/ben'), 'ben'],
    ]);
  });

  it('takes as many parts for names as tell them apart', () => {
    expect(expand('team/*/logs').folders).toEqual([
      [local('team/ada/logs'), 'ada/logs'],
      [local('team/ben/logs'), 'ben/logs'],
    ]);
  });

  it('expands braces, also over separators', () => {
    expect(expand('team/{ben/logs,ada}').folders).toEqual([
      [local('team/ben/logs'), 'logs'],
      [local('team/ada'), 'ada'],
    ]);
  });

  it('takes ** for *', () => {
    expect(expand('team/**').folders).toHaveLength(3);
  });

  it('prefers a folder whose name looks like a glob', () => {
    expect(expand('odd[1]').folders).toEqual([['odd[1]', undefined]]);
  });

  it('lists no folder twice', () => {
    expect(expand('team/ada', 'team/ad*', './team/ada/').folders).toEqual([
      [local('team/ada'), undefined],
    ]);
  });

  it('names globs that match nothing', () => {
    expect(expand('team/x*', 'none/*', 'team/ada')).toEqual({
      folders: [[local('team/ada'), undefined]],
      unmatched: ['team/x*', 'none/*'],
    });
  });
});
