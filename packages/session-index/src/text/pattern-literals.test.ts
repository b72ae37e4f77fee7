import { describe, expect, it } from 'vitest';
import { literalsOf } from './pattern-literals.ts';

describe('literalsOf', () => {
  it.each<[string, string[]]>([
    ['prisma', ['prisma']],
    ['prisma[_ ]migrat(e|ion)s?', ['prisma', 'migrat']],
    ['a|b', []],
    ['(a|b)c', ['c']],
    ['colou?r', ['colo', 'r']],
    ['ab+c', ['a', 'c']],
    ['x{0,2}yz', ['yz']],
    ['\\.ts$', ['.ts']],
    ['^foo.bar', ['foo', 'bar']],
    ['\\bfoo\\d+bar', ['foo', 'bar']],
    ['\\u{61}b\\x41c\\p{L}d', ['b', 'c', 'd']],
    ['(?!no)yes', ['yes']],
    ['[(]a[\\]|]b', ['a', 'b']],
    ['(\\)[)])a', ['a']],
    ['🎉?a', ['a']],
    ['(?<name>x)\\k<name>z', ['z']],
  ])('%s', (source, literals) => {
    expect(() => new RegExp(source, 'iu')).not.toThrow();
    expect(literalsOf(source)).toEqual(literals);
  });
});
