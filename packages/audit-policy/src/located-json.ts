// The name is mapped in package.json: Node gets jsonc-parser's `main`, bundlers its ES modules,
// because bundlers cannot follow the one and Node cannot load the other.
import { findNodeAtLocation, type ParseError, parseTree } from '#jsonc-parser';

/** Keys and indexes from the top to a value. */
export type JsonPath = readonly (string | number)[];

/** What is wrong with a text, and where. Lines and columns count from 1. */
export interface PolicyProblem {
  readonly line: number;
  readonly column: number;
  /** As people write it: `ownRules[0].severity`; empty for the text as a whole. */
  readonly path: string;
  /** What is wrong, on one line. Quotes parts of the text: make it safe for a terminal. */
  readonly message: string;
}

/** JSON that knows where its values stand. */
export interface LocatedJson {
  readonly value: unknown;
  /** Names the place of a value, or of the key it stands under. */
  problemAt(path: JsonPath, message: string): PolicyProblem;
}

/** Parses strict JSON; gives the first mistake where it is none. */
export function parseLocatedJson(text: string): LocatedJson | PolicyProblem {
  const bare = text.replace(/^\uFEFF/, '');
  const problemAtOffset = (offset: number, path: JsonPath, message: string): PolicyProblem => {
    const before = bare.slice(0, offset).split(/\r\n|\n|\r/);
    return {
      line: before.length,
      column: (before.at(-1) ?? '').length + 1,
      path: spellPath(path),
      message,
    };
  };
  const errors: ParseError[] = [];
  const root = parseTree(bare, errors, { disallowComments: true, allowTrailingComma: false });
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch (error) {
    const offset = errors[0]?.offset ?? Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    return problemAtOffset(offset, [], 'is no JSON from here on');
  }
  return {
    value,
    problemAt(path, message) {
      for (let depth = path.length; depth > 0; depth--) {
        const node = root && findNodeAtLocation(root, [...path.slice(0, depth)]);
        const place = node?.parent?.type === 'property' ? node.parent : node;
        if (place) return problemAtOffset(place.offset, path, message);
      }
      return problemAtOffset(root?.offset ?? 0, path, message);
    },
  };
}

function spellPath(path: JsonPath): string {
  return path.reduce<string>((spelled, step) => {
    if (typeof step === 'number') return `${spelled}[${step}]`;
    if (!/^[\w$-]+$/.test(step)) return `${spelled}[${JSON.stringify(step)}]`;
    return spelled === '' ? step : `${spelled}.${step}`;
  }, '');
}
