const HEIGHTS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * Draws numbers as one line of small columns, each as high as its share of the largest. Zero and
 * less is a blank; anything above is at least the lowest column.
 *
 * @example
 * sparkline([0, 1, 4, 8]); // ' ▁▄█'
 */
export function sparkline(values: readonly number[]): string {
  const most = values.reduce((top, value) => Math.max(top, value), 0);
  return values
    .map((value) => {
      if (!(value > 0)) return ' ';
      return HEIGHTS[Math.max(0, Math.ceil((value / most) * HEIGHTS.length) - 1)] ?? ' ';
    })
    .join('');
}
