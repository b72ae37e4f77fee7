import { expect, it } from 'vitest';
import { braceChoices } from './braces.ts';

it.each([
  ['{a,b}', ['a', 'b']],
  ['{rm,{-rf,~}}', ['rm', '{-rf,~}']],
  ['{a,"b,c",\\,}', ['a', '"b,c"', '\\,']],
  ['{,x}', ['', 'x']],
  ['{1..3}', ['1', '2', '3']],
  ['{3..1..2}', ['3', '1']],
  ['{08..10}', ['08', '09', '10']],
  ['{a..c}', ['a', 'b', 'c']],
])('splits %s', (text, expected) => {
  expect(braceChoices(text)).toEqual(expected);
});

it.each(['{a}', '{}', '{1..x}', '{1..99999999}'])('leaves %s as it is', (text) => {
  expect(braceChoices(text)).toBeUndefined();
});
