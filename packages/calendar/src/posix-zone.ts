/** A text such as `CET-1CEST,M3.5.0,M10.5.0/3`; the offset counts west of UTC. */
const SPELLING =
  /^(<[^<>]+>|[A-Za-z]{3,})([+-]?)(\d{1,2})(?::(\d{2}))?(?::00)?(?:(<[^<>]+>|[A-Za-z]{3,})[^,]*(?:,(.+))?)?$/;

/** Zones of one offset, ahead of UTC in minutes, that have no whole hours. */
const BETWEEN_HOURS: Readonly<Record<number, string>> = {
  [-570]: 'Pacific/Marquesas',
  210: 'Asia/Tehran',
  270: 'Asia/Kabul',
  330: 'Asia/Kolkata',
  345: 'Asia/Kathmandu',
  390: 'Asia/Yangon',
  525: 'Australia/Eucla',
  570: 'Australia/Darwin',
};

const EUROPE = 'M3.5.0,M10.5.0/3';
const AMERICA = 'M3.2.0,M11.1.0';
const AUSTRALIA = 'M10.1.0,M4.1.0/3';

/** Zones with summer time: names and offset of the winter, and the rules of the summer. */
const WITH_SUMMER: readonly (readonly [
  names: string,
  minutes: number,
  rules: string,
  zone: string,
])[] = [
  ['WETWEST', 0, 'M3.5.0/1,M10.5.0', 'Europe/Lisbon'],
  ['GMTBST', 0, 'M3.5.0/1,M10.5.0', 'Europe/London'],
  ['GMTIST', 0, 'M3.5.0/1,M10.5.0', 'Europe/Dublin'],
  ['CETCEST', 60, EUROPE, 'Europe/Berlin'],
  ['METMEST', 60, EUROPE, 'Europe/Berlin'],
  ['EETEEST', 120, 'M3.5.0/3,M10.5.0/4', 'Europe/Helsinki'],
  ['ISTIDT', 120, 'M3.4.4/26,M10.5.0', 'Asia/Jerusalem'],
  ['NSTNDT', -210, AMERICA, 'America/St_Johns'],
  ['ASTADT', -240, AMERICA, 'America/Halifax'],
  ['ESTEDT', -300, AMERICA, 'America/New_York'],
  ['CSTCDT', -360, AMERICA, 'America/Chicago'],
  ['MSTMDT', -420, AMERICA, 'America/Denver'],
  ['PSTPDT', -480, AMERICA, 'America/Los_Angeles'],
  ['AKSTAKDT', -540, AMERICA, 'America/Anchorage'],
  ['HSTHDT', -600, AMERICA, 'America/Adak'],
  ['ACSTACDT', 570, AUSTRALIA, 'Australia/Adelaide'],
  ['AESTAEDT', 600, AUSTRALIA, 'Australia/Sydney'],
  ['NZSTNZDT', 720, 'M9.5.0,M4.1.0/3', 'Pacific/Auckland'],
];

/**
 * Names the zone that a POSIX text stands for. Without rules the names tell when summer is.
 *
 * @returns Undefined when it is no such text, or no zone has this clock.
 *
 * @example
 * zoneOfPosixText('CET-1CEST'); // 'Europe/Berlin'
 * zoneOfPosixText('<-03>3'); // 'Etc/GMT+3'
 */
export function zoneOfPosixText(text: string): string | undefined {
  const [, winter = '', sign, hours, minutes = '0', summer, rules] = SPELLING.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const west = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  if (summer === undefined) return steadyZone(-west);
  const clocks = WITH_SUMMER.filter(([, offset]) => offset === -west);
  const named = clocks.filter(([names]) => names === winter + summer);
  // Several zones have the same clock today: the one with these names, if there is one.
  const fitting =
    rules === undefined ? named : [...named, ...clocks].filter(([, , known]) => known === rules);
  return fitting[0]?.[3];
}

function steadyZone(ahead: number): string | undefined {
  const hours = ahead / 60;
  if (hours === 0) return 'UTC';
  if (!Number.isInteger(hours)) return BETWEEN_HOURS[ahead];
  if (hours < -12 || hours > 14) return undefined;
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
