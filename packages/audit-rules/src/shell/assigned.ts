import type { Assignment as AssignmentSyntax } from 'unbash';
import { expandValue, expandWord, listOf, type Scope } from './expand.ts';
import { type Assignment, plainWord, type Word, wordOf } from './model.ts';

/** Elements of arrays that `${a[1]}` finds. */
const MOST_ELEMENTS = 20;

/** What an assignment assigns. */
export interface Assigned {
  readonly assignments: readonly Assignment[];
  /** The same as variables: `a`, for arrays `a[@]` and `a[1]` too. */
  readonly variables: readonly (readonly [name: string, value: Word])[];
}

/** Reads an assignment: `a=x`, `a+=x`, `a=(x y)`, `a[1]=x`. */
export function readAssignment(part: AssignmentSyntax, scope: Scope): Assigned {
  const { name, value, append, index } = part;
  if (index !== undefined) scope.readInside(index);
  if (value.type === 'Word') {
    const own = settled(expandValue(value, scope));
    const target = index === undefined ? name : `${name}[${index.value}]`;
    const before = append === true ? scope.variables.get(target) : undefined;
    const whole =
      before !== undefined && scope.mayTake(before.text)
        ? wordOf([...before.pieces, ...own.pieces])
        : own;
    return { assignments: [{ name, value: own }], variables: [[target, whole]] };
  }
  const elements = value.elements.flatMap((element) => expandWord(element, scope));
  const assignments = elements.map((element) => ({ name, value: element }));
  const before = append === true ? scope.variables.get(`${name}[@]`) : undefined;
  if (before !== undefined) {
    const list = wordOf([
      ...before.pieces,
      { kind: 'literal', text: ' ', quoted: false },
      ...listOf(elements).pieces,
    ]);
    return { assignments, variables: scope.mayTake(before.text) ? [[`${name}[@]`, list]] : [] };
  }
  return { assignments, variables: arrayVariables(name, elements) };
}

/** The variables that an array is. */
export function arrayVariables(name: string, elements: readonly Word[]): [string, Word][] {
  return [
    [name, elements[0] ?? plainWord('')],
    [`${name}[@]`, listOf(elements)],
    ...elements
      .slice(0, MOST_ELEMENTS)
      .map((one, index): [string, Word] => [`${name}[${index}]`, one]),
  ];
}

/** What `mktemp` names is a temporary path, whatever it is called. */
export function settled(value: Word): Word {
  const [only] = value.pieces;
  return value.pieces.length === 1 &&
    only?.kind === 'substitution' &&
    only.commands.length > 0 &&
    only.commands.every((one) => one.program === 'mktemp')
    ? plainWord('/tmp/mktemp.XXXXXX')
    : value;
}
