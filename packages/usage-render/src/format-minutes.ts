/**
 * Writes a span of time in its two largest units.
 *
 * @param minutes - Rounded down; negative ones count as 0.
 *
 * @example
 * formatMinutes(233.4); // '3h 53m'
 */
export function formatMinutes(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes));
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor(whole / 60) % 24, whole % 60];
  const parts = days > 0 ? [days, 'd', hours, 'h'] : [hours, 'h', rest, 'm'];
  const [large, largeUnit, small, smallUnit] = parts;
  if (large === 0) return `${small}${smallUnit}`;
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit} ${small}${smallUnit}`;
}
