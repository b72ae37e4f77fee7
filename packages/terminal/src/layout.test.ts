import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { bar } from './bar.ts';
import { createStyle, usesColor } from './color.ts';
import { count, groupThousands } from './numbers.ts';
import { createProgress } from './progress.ts';
import { table } from './table.ts';
import { displayWidth, padEnd, padStart, truncate, truncateStart } from './width.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', 'é', '中', '한', '😀', 'e\u0301') });

describe('width', () => {
  it('counts columns, not characters', () => {
    expect(displayWidth('日本')).toBe(4);
    expect(displayWidth('e\u0301')).toBe(1);
  });
  it('takes no character for a column that is wider or narrower', () => {
    for (let code = 0x20; code < 0xffff; code++) {
      const character = String.fromCharCode(code);
      expect(displayWidth(character), code.toString(16)).toBe(stringWidth(character));
    }
  });

  it('never exceeds the width and never cuts a character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (value, width) => {
        const cut = truncate(value, width);
        expect(displayWidth(cut)).toBeLessThanOrEqual(width);
        if (displayWidth(value) <= width) expect(cut).toBe(value);
        else expect(value.startsWith(cut.slice(0, -1))).toBe(true);
        const end = truncateStart(value, width);
        expect(displayWidth(end)).toBeLessThanOrEqual(width);
        if (displayWidth(value) <= width) expect(end).toBe(value);
        else expect(value.endsWith(end.slice(1))).toBe(true);
        expect(displayWidth(padEnd(cut, width))).toBe(width);
        expect(displayWidth(padStart(cut, width))).toBe(width);
      }),
    );
  });
});

describe('table', () => {
  const columns = [
    { title: 'File', shrink: true },
    { title: 'Reads', align: 'right' },
  ] as const;

  it('aligns columns', () => {
    expect(
      table(columns, [
        ['src/a.ts', '12'],
        ['b', '3'],
      ]),
    ).toEqual(['File      Reads', 'src/a.ts     12', 'b             3']);
  });
  it('keeps the ends of paths', () => {
    const path = { title: 'File', shrink: true, keep: 'end' } as const;
    expect(table([path], [['/home/mira/cart.ts']], 10)).toEqual(['File', '…a/cart.ts']);
  });
  it('fits the width by cutting shrinkable columns only', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.nat().map(String))),
        fc.integer({ min: 30, max: 80 }),
        (rows, width) => {
          for (const line of table(columns, rows, width))
            expect(displayWidth(line)).toBeLessThanOrEqual(width);
          expect(table(columns, rows, width)).toHaveLength(rows.length + 1);
        },
      ),
    );
  });
});

describe('numbers and bars', () => {
  it('groups thousands', () => {
    expect([0, 999, 1000, 1234567].map(groupThousands)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect(groupThousands(-1234.5678)).toBe('-1,234.5678');
    expect(count(1, 'entry', 'entries')).toBe('1 entry');
    expect(count(0, 'session')).toBe('0 sessions');
  });
  it('draws in eighths, something for anything', () => {
    expect(bar(10, 10, 4)).toBe('████');
    expect(bar(5, 10, 1)).toBe('▌');
    expect(bar(1, 1_000_000, 10)).toBe('▏');
    expect(bar(0, 10, 10)).toBe('');
    expect(bar(20, 10, 2)).toBe('██');
  });
});

describe('color', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    [true, { TERM: 'dumb' }, false],
  ])('terminal %s with %j gives %s', (isTTY, env, expected) => {
    expect(usesColor({ isTTY }, env)).toBe(expected);
  });
  it('styles only when enabled', () => {
    expect(createStyle(true).bold('x')).toBe('\x1b[1mx\x1b[22m');
    expect(createStyle(false).bold('x')).toBe('x');
  });
});

describe('progress', () => {
  it('writes nothing where there is no terminal', () => {
    const written: string[] = [];
    const progress = createProgress({ write: (part: string) => written.push(part) }, 'Working', {});
    progress.update(1, 2);
    progress.end();
    expect(written).toEqual([]);
  });
});
