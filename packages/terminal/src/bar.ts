const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/**
 * Draws a horizontal bar for a share of a maximum, in eighths of a column. Anything above zero
 * shows at least the thinnest bar.
 *
 * @param width - Columns of a full bar.
 *
 * @example
 * bar(5, 10, 8); // '████'
 */
export function bar(value: number, maximum: number, width: number): string {
  if (!(value > 0) || !(maximum > 0)) return '';
  const eighths = Math.max(1, Math.round(Math.min(1, value / maximum) * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}
