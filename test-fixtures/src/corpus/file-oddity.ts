import type { Random } from '../random.ts';

/** What is odd about a whole file. */
export type FileOddity =
  | 'none'
  | 'empty'
  | 'metadata only'
  | 'no user line'
  | 'other session id'
  | 'no last newline'
  | 'half-written last line';

const ODDITIES: readonly (readonly [FileOddity, number])[] = [
  ['empty', 0.05],
  ['metadata only', 0.045],
  ['no user line', 0.045],
  ['other session id', 0.006],
  ['no last newline', 0.08],
  ['half-written last line', 0.01],
];
/** Oddities that leave little of a file; large files do not have them. */
const STUNTED: ReadonlySet<FileOddity> = new Set(['empty', 'metadata only', 'no user line']);
const LARGEST_STUNTED = 256 * 1024;
/** Draws what is odd about a file of a size, by the measured shares. */
export function drawOddity(random: Random, size: number): FileOddity {
  let left = random.fraction();
  for (const [oddity, share] of ODDITIES) {
    left -= share;
    if (left < 0) return size > LARGEST_STUNTED && STUNTED.has(oddity) ? 'none' : oddity;
  }
  return 'none';
}
