import fs from 'node:fs';
import { zoneOfPosixText } from './posix-zone.ts';
import { isZone } from './zone-names.ts';
import { LOCAL_ZONE, localOffset, offsetAt } from './zone-offset.ts';

/** Below it lie the files of zones, named as the zones are. */
const ZONE_FOLDER = /[\\/]zoneinfo[^\\/]*[\\/](?:posix[\\/]|right[\\/])?(.+)$/;

/** Forms that Node.js reads differently from other programs: empty, a path, POSIX. */
const UNUSUAL = /^(?::|\/|$|[A-Za-z]{3,}[+-]?\d|<)/;

/**
 * Makes this process understand `TZ` as other programs do, before it asks for a date. Node.js takes
 * names of zones; this adds the other forms: an empty text (UTC), a leading `:`, paths such as
 * `/usr/share/zoneinfo/Europe/Berlin` and `/etc/localtime`, and POSIX texts such as `CET-1CEST`.
 * What it cannot interpret stays as it is, see {@link zoneProblem}.
 *
 * @param env - The environment of this process.
 */
export function adoptTimeZone(env: NodeJS.ProcessEnv = process.env): void {
  const text = env['TZ'];
  if (text === undefined || !UNUSUAL.test(text)) return;
  const zone = zoneOfVariable(text);
  if (zone !== undefined && zone !== text) env['TZ'] = zone;
}

/**
 * Names the zone that a value of `TZ` stands for; undefined when it stands for none.
 *
 * @example
 * zoneOfVariable(':/usr/share/zoneinfo/Europe/Berlin'); // 'Europe/Berlin'
 * zoneOfVariable(''); // 'UTC'
 */
export function zoneOfVariable(value: string): string | undefined {
  const text = value.replace(/^:/, '');
  if (text === '') return 'UTC';
  if (/^[\\/]/.test(text)) return zoneOfPath(text);
  return zoneOfPosixText(text) ?? (isZone(text) ? text : undefined);
}

/**
 * Says, for people, that `TZ` names no zone, and which clock is used instead; undefined when it
 * names one or is not set.
 */
export function zoneProblem(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const text = env['TZ'];
  if (text === undefined || isUnderstood(text)) return undefined;
  return `TZ=${text} is not a time zone that this program knows: times are those of ${clockName()}. Write it as Europe/Berlin or UTC.`;
}

/** A winter and a summer: where both agree with a zone, the clock is that of the zone. */
const PROBES = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];

/**
 * Names the time zone of this machine, as `TZ` or the system sets it; {@link LOCAL_ZONE} where it has
 * no name.
 */
export function localZone(): string {
  // Some values of TZ have a name that formatters refuse, none, or one that belongs to another clock.
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone !== undefined && isMachineZone(timeZone) ? timeZone : LOCAL_ZONE;
}

/** Names a zone for people: `LOCAL_ZONE` by the name that it has elsewhere. */
export function zoneName(zone: string): string {
  return zone === LOCAL_ZONE ? localZone() : zone;
}

/** Tells whether the clock of this machine is that of a named zone. */
function isMachineZone(zone: string): boolean {
  return isZone(zone) && PROBES.every((ms) => offsetAt(zone, ms) === localOffset(ms));
}

/** To ask for a named zone takes longer than most commands run, so UTC is not asked for. */
function isUnderstood(text: string): boolean {
  if (text === 'UTC' || text === 'Etc/UTC') return true;
  // A clock that is not UTC's shows that the name, or the POSIX text, was understood.
  if (PROBES.some((ms) => localOffset(ms) !== 0)) return !UNUSUAL.test(text);
  return isMachineZone(text);
}

function clockName(): string {
  const minutes = Math.round(localOffset(Date.now()) / 60_000);
  if (minutes === 0) return 'UTC';
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function zoneOfPath(file: string): string | undefined {
  for (const where of [file, realPath(file)]) {
    const [, name] = ZONE_FOLDER.exec(where) ?? [];
    if (name !== undefined && isZone(name)) return name;
  }
  const text = posixTextIn(file);
  return text === undefined ? undefined : zoneOfPosixText(text);
}

function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

/** Larger than any file of a zone. */
const LARGEST_FILE = 100_000;

/** A copy of a zone's file ends with the zone's rules on a line of their own. */
function posixTextIn(file: string): string | undefined {
  try {
    const stat = fs.statSync(file);
    if (!stat.isFile() || stat.size > LARGEST_FILE) return undefined;
    const content = fs.readFileSync(file, 'latin1');
    if (!content.startsWith('TZif')) return undefined;
    return content.trimEnd().split('\n').at(-1);
  } catch {
    return undefined;
  }
}
