/**
 * Writes a number with commas between thousands.
 *
 * @example
 * groupThousands(45230); // '45,230'
 */
export function groupThousands(value: number): string {
  const [whole = '', ...fraction] = String(value).split('.');
  return [whole.replace(/\B(?=(?:\d{3})+(?!\d))/g, ','), ...fraction].join('.');
}

/**
 * Writes a number with its noun, in the plural where it needs one.
 *
 * @param plural - @default the singular with an `s`
 *
 * @example
 * count(1, 'session'); // '1 session'
 * count(1200, 'entry', 'entries'); // '1,200 entries'
 */
export function count(value: number, singular: string, plural = `${singular}s`): string {
  return `${groupThousands(value)} ${value === 1 ? singular : plural}`;
}
