import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SettingsDraft } from './edit-settings.ts';
import { SettingsError } from './settings-error.ts';
import { changeSettings, readSettings } from './settings-file.ts';

const isWindows = process.platform === 'win32';
const now = new Date('2026-01-14T15:30:00Z');
const verbose = (draft: SettingsDraft) => draft.set(['verbose'], true);
let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'settings-')));
  file = path.join(folder, 'settings.json');
});

describe('changeSettings', () => {
  it('makes a missing file, for its owner only', () => {
    file = path.join(folder, 'new', '.claude', 'settings.json');
    expect(changeSettings(file, verbose)).toMatchObject({
      changed: true,
      created: true,
      backup: undefined,
    });
    expect(fs.readFileSync(file, 'utf8')).toBe('{\n  "verbose": true\n}\n');
    if (!isWindows) expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['settings.json']);
  });

  it('keeps the old content and the mode', () => {
    fs.writeFileSync(file, '{"a":1}');
    fs.chmodSync(file, 0o640);
    const { backup } = changeSettings(file, verbose, { now });
    expect(backup).toBe(`${file}.bak-2026-01-14T15-30-00`);
    expect(fs.readFileSync(backup ?? '', 'utf8')).toBe('{"a":1}');
    expect(fs.readFileSync(file, 'utf8')).toBe('{"a":1,"verbose":true}');
    if (!isWindows) expect(fs.statSync(file).mode & 0o777).toBe(0o640);
  });

  it('never replaces a backup', () => {
    fs.writeFileSync(file, '{}');
    changeSettings(file, verbose, { now });
    const second = changeSettings(file, (draft) => draft.set(['verbose'], false), { now });
    expect(second.backup).toBe(`${file}.bak-2026-01-14T15-30-00-2`);
    expect(fs.readFileSync(`${file}.bak-2026-01-14T15-30-00`, 'utf8')).toBe('{}');
  });

  it('writes nothing when nothing changes or it was only asked', () => {
    fs.writeFileSync(file, '{"verbose":true}');
    const { ino, mtimeMs } = fs.statSync(file);
    expect(changeSettings(file, verbose)).toMatchObject({ changed: false, backup: undefined });
    const asked = changeSettings(file, (draft) => draft.remove(['verbose']), { dryRun: true });
    expect(asked).toMatchObject({ changed: true, after: '{}', backup: undefined });
    expect(fs.readdirSync(folder)).toEqual(['settings.json']);
    expect(fs.statSync(file)).toMatchObject({ ino, mtimeMs });
  });

  it.skipIf(isWindows)('changes the target of a symbolic link, even of a dangling one', () => {
    const target = path.join(folder, 'dotfiles.json');
    fs.symlinkSync('dotfiles.json', file);
    expect(changeSettings(file, verbose)).toMatchObject({ file: target, created: true });
    changeSettings(file, (draft) => draft.set(['more'], 1));
    expect(fs.lstatSync(file).isSymbolicLink()).toBe(true);
    expect(JSON.parse(fs.readFileSync(target, 'utf8'))).toEqual({ verbose: true, more: 1 });
  });

  it.skipIf(isWindows)('refuses links that go in a circle', () => {
    fs.symlinkSync('settings.json', file);
    expect(() => changeSettings(file, verbose)).toThrow(/circle/);
  });

  it('refuses a broken file with its place and leaves everything as it was', () => {
    fs.writeFileSync(file, '{\n  "a": 1,\n}');
    const error = thrownBy(() => changeSettings(file, verbose));
    expect(error).toMatchObject({ code: 'syntax', file, line: 3, column: 1 });
    expect(error.message).toBe(`${file}: line 3, column 1: expected a name in double quotes`);
    expect(fs.readdirSync(folder)).toEqual(['settings.json']);
  });

  it('refuses what is not UTF-8', () => {
    fs.writeFileSync(file, Buffer.from('{"a":"\u00e9"}', 'latin1'));
    expect(thrownBy(() => changeSettings(file, verbose)).code).toBe('encoding');
  });

  it('refuses a folder in the place of the file or of its folder', () => {
    fs.mkdirSync(file);
    expect(thrownBy(() => changeSettings(file, verbose)).code).toBe('file');
    fs.rmdirSync(file);
    fs.writeFileSync(file, '{}');
    expect(thrownBy(() => changeSettings(path.join(file, 'x.json'), verbose)).code).toBe('file');
  });

  it('does not lose what another program writes in the meantime', () => {
    fs.writeFileSync(file, '{"a":1}');
    let calls = 0;
    const { before } = changeSettings(file, (draft) => {
      calls++;
      if (calls === 1) fs.writeFileSync(file, '{"a":1,"theirs":2}');
      verbose(draft);
    });
    expect(calls).toBe(2);
    expect(before).toBe('{"a":1,"theirs":2}');
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({ a: 1, theirs: 2, verbose: true });
    expect(fs.readdirSync(folder)).toHaveLength(2);
  });

  it('gives up on a file that never rests, without a trace', () => {
    let calls = 0;
    const restless = () =>
      changeSettings(file, (draft) => {
        calls++;
        fs.writeFileSync(file, `{"calls":${calls}}`);
        verbose(draft);
      });
    expect(thrownBy(restless).code).toBe('busy');
    expect(fs.readdirSync(folder)).toEqual(['settings.json']);
    expect(fs.readFileSync(file, 'utf8')).toBe(`{"calls":${calls}}`);
  });
});

describe('readSettings', () => {
  it('tells a missing file from an empty one', () => {
    expect(readSettings(file)).toEqual({ file, exists: false, settings: {} });
    fs.writeFileSync(file, '');
    expect(readSettings(file)).toEqual({ file, exists: true, settings: {} });
  });
});

function thrownBy(work: () => unknown): SettingsError {
  try {
    work();
  } catch (error) {
    if (error instanceof SettingsError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
