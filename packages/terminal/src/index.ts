/**
 * Text for terminals: safe, aligned, coloured only where colours belong.
 *
 * @module
 */
export { bar } from './bar.ts';
export { createStyle, type Style, usesColor } from './color.ts';
export { count, groupThousands } from './numbers.ts';
export { createProgress, type Progress } from './progress.ts';
export { oneLine, stripControls } from './sanitize.ts';
export { type Column, table } from './table.ts';
export { displayWidth, padEnd, padStart, truncate, truncateStart } from './width.ts';
