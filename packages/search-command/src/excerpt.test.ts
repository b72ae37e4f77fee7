import { describe, expect, it } from 'vitest';
import { excerptOf } from './excerpt.ts';

const OPTIONS = { head: 3, around: 1, width: 40 };
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}`);

function shown(text: string, marks: readonly string[] = [], options = OPTIONS): string[] {
  const ranges = marks
    .map((mark) => ({ start: text.indexOf(mark), end: text.indexOf(mark) + mark.length }))
    .sort((a, b) => a.start - b.start);
  return excerptOf(text, ranges, options).map((line) => {
    if ('gap' in line) return line.gap;
    return line.ranges.reduceRight(
      (cut, { start, end }) => `${cut.slice(0, start)}[${cut.slice(start, end)}]${cut.slice(end)}`,
      line.text,
    );
  });
}

describe('excerptOf', () => {
  it('shows the beginning of what holds no match', () => {
    expect(shown(lines(1, 3).join('\n'))).toEqual(lines(1, 3));
    expect(shown(`${lines(1, 9).join('\n')}\n\n`)).toEqual([...lines(1, 3), '… 6 more lines']);
    expect(shown('')).toEqual(['']);
  });

  it('shows the lines around matches, and tells what is left out', () => {
    expect(shown(lines(1, 9).join('\n'), ['5'])).toEqual([
      '… 3 lines',
      'line 4',
      'line [5]',
      'line 6',
      '… 3 more lines',
    ]);
    expect(shown(lines(1, 9).join('\n'), ['2', '8'])).toEqual([
      'line 1',
      'line [2]',
      'line 3',
      '… 3 more lines',
      'line 7',
      'line [8]',
      'line 9',
    ]);
  });

  it('shows a line rather than that it is left out', () => {
    expect(shown(lines(1, 4).join('\n'))).toEqual(lines(1, 4));
    expect(shown(lines(1, 5).join('\n'), ['1', '5'])).toEqual([
      'line [1]',
      ...lines(2, 4),
      'line [5]',
    ]);
  });

  it('marks a phrase on both lines that it stands on', () => {
    expect(shown('the due\ndate is', ['due\ndate'])).toEqual(['the [due]', '[date] is']);
  });

  it('cuts long lines around the first match, never inside a character', () => {
    const [cut = '', gap] = shown(`${'🦀'.repeat(50)}needle${'🦀'.repeat(50)}`, ['needle']);
    expect(cut).toMatch(/^…(?:🦀)+\[needle\](?:🦀)+…$/u);
    expect(gap).toMatch(/^… \d+ more characters in this line$/);
    expect(shown('x'.repeat(50))).toEqual([
      `${'x'.repeat(40)}…`,
      '… 10 more characters in this line',
    ]);
  });
});
