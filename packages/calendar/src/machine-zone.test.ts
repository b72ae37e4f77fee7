import fs from 'node:fs';
import path from 'node:path';
import { makeTemporaryHome, runs } from '@cco/test-fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adoptTimeZone, localZone, zoneOfVariable, zoneProblem } from './machine-zone.ts';
import { isZone } from './zone-names.ts';

describe('zoneOfVariable', () => {
  it.each([
    ['', 'UTC'],
    [':', 'UTC'],
    ['Europe/Berlin', 'Europe/Berlin'],
    [':Europe/Berlin', 'Europe/Berlin'],
    ['/usr/share/zoneinfo/Europe/Berlin', 'Europe/Berlin'],
    [':/usr/share/zoneinfo/posix/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['/usr/share/zoneinfo.default/Asia/Kolkata', 'Asia/Kolkata'],
    ['CET-1CEST', 'Europe/Berlin'],
    ['CET-1CEST,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
    ['CET-1CEST-2,M3.5.0,M10.5.0/3', 'Europe/Berlin'],
    ['GMT0BST,M3.5.0/1,M10.5.0', 'Europe/London'],
    ['<+00>0<+01>,M3.5.0/1,M10.5.0', 'Europe/Lisbon'],
    ['EST5EDT', 'America/New_York'],
    ['<-03>3', 'Etc/GMT+3'],
    ['<+0330>-3:30', 'Asia/Tehran'],
    ['IST-5:30', 'Asia/Kolkata'],
    ['GMT+3', 'Etc/GMT+3'],
    ['UTC0', 'UTC'],
    ['Mars/Olympus', undefined],
    ['/etc/passwd', undefined],
    ['/nowhere', undefined],
    ['XYZ-25', undefined],
    ['CET-1CEST,M4.1.0,M9.1.0', undefined],
  ])('%j is %s', (value, zone) => {
    expect(zoneOfVariable(value)).toBe(zone);
  });

  it('follows a link, and reads the rules at the end of a copy', async () => {
    const { home, remove } = await makeTemporaryHome();
    const copy = path.join(home, 'localtime');
    fs.writeFileSync(copy, 'TZif2\0\0\n<-03>3\n');
    const named = path.join(home, 'zoneinfo', 'Asia', 'Tokyo');
    fs.mkdirSync(path.dirname(named), { recursive: true });
    fs.writeFileSync(named, '');
    const link = path.join(home, 'link');
    fs.symlinkSync(named, link);
    expect(zoneOfVariable(copy)).toBe('Etc/GMT+3');
    expect(zoneOfVariable(`:${link}`)).toBe('Asia/Tokyo');
    await remove();
  });

  it('gives a zone that formatters take, or none, for any text', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.stringMatching(/^:?[A-Z]{3}[+-]?\d{1,2}(:\d\d)?([A-Z]{3}(,M\d\.\d\.0,M\d\.\d\.0)?)?$/),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const zone = zoneOfVariable(text);
        if (zone !== undefined) expect(isZone(zone)).toBe(true);
      }),
      { numRuns: runs(300, 20_000) },
    );
  });
});

describe('adoptTimeZone', () => {
  it('replaces what Node.js misreads, and nothing else', () => {
    const adopted = (TZ?: string) => {
      const env: NodeJS.ProcessEnv = TZ === undefined ? {} : { TZ };
      adoptTimeZone(env);
      return env['TZ'];
    };
    expect(adopted()).toBeUndefined();
    expect(adopted('')).toBe('UTC');
    expect(adopted('/usr/share/zoneinfo/Asia/Tokyo')).toBe('Asia/Tokyo');
    expect(adopted('Asia/Tokyo')).toBe('Asia/Tokyo');
    expect(adopted('Mars/Olympus')).toBe('Mars/Olympus');
    expect(adopted(':/nowhere')).toBe(':/nowhere');
  });
});

describe('the zone of this machine', () => {
  it('has a name that formatters take', () => {
    expect(isZone(localZone())).toBe(true);
  });

  it('is missed when TZ names none', () => {
    expect(zoneProblem({})).toBeUndefined();
    expect(zoneProblem({ TZ: 'UTC' })).toBeUndefined();
    expect(zoneProblem({ TZ: ':/nowhere' })).toContain('TZ=:/nowhere is not a time zone');
  });
});
