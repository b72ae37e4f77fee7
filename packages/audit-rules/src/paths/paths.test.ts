import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf } from './place.ts';
import { isInside, resolvePath } from './resolve.ts';
import { sensitiveGlob, sensitiveKind } from './sensitive.ts';

const base = { cwd: '/home/user/project', home: '/home/user' };

describe('paths', () => {
  it.each([
    ['a/../../b', '/home/user/b'],
    ['~/.ssh//id_rsa', '/home/user/.ssh/id_rsa'],
    ['/../../etc', '/etc'],
    ['C:\\Users\\u\\..\\x', 'C:/Users/x'],
    ['.\\src\\a', '/home/user/project/src/a'],
  ])('resolves %s', (path, expected) => {
    expect(resolvePath(path, base)).toBe(expected);
  });

  it('compares component by component', () => {
    expect(isInside('/project-evil/a', '/project')).toBe(false);
    expect(isInside('/project/../x', '/project')).toBe(false);
    expect(isInside('/project', '/project/')).toBe(true);
    expect(isInside('c:/code/a', 'C:\\Code')).toBe(true);
  });

  it.each([
    ['/tmp/x', 'temporary'],
    ['/tmp', 'root'],
    ['node_modules', 'build'],
    ['src', 'inside'],
    ['.', 'project'],
    ['..', 'home'],
    ['../other', 'home'],
    ['/srv/data', 'outside'],
    ['~', 'home'],
    ['/*', 'root'],
    ['C:\\', 'root'],
  ])('places %s', (path, expected) => {
    expect(placeOf(path, base)).toBe(expected);
  });

  it.each([
    '.env',
    'a/.env.local',
    '~/.ssh/id_ed25519',
    'C:\\Users\\u\\.aws\\credentials',
    '/proc/7/environ',
  ])('knows that %s is sensitive', (path) => {
    expect(sensitiveKind(resolvePath(path, base))).toBeDefined();
  });

  it.each([
    '.env.example',
    'src/environment.ts',
    '~/.ssh/known_hosts',
    'id_rsa.pub',
    'src/index.ts',
  ])('knows that %s is not', (path) => {
    expect(sensitiveKind(resolvePath(path, base))).toBeUndefined();
  });

  it('resolves any parts as the system does', () => {
    const part = fc.constantFrom('', '.', '..', 'a', 'b.ts', '...', '.a');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = `/${parts.join('/')}`;
        const expected = posix.normalize(path).replace(/(?<=.)\/+$/, '');
        expect(resolvePath(path)).toBe(expected);
      }),
    );
  });

  it('takes more globs, and globs for paths', () => {
    expect(sensitiveKind('/code/vault.bin', ['**/vault.bin'])).toBe('credentials');
    expect(sensitiveGlob('/code/.env*')).toBe('environment');
    expect(sensitiveGlob('/code/*.ts')).toBeUndefined();
  });
});
