import vm from 'node:vm';

/** Nobody waits longer for one text. */
const MOST_MS = 2000;

/** A pattern can fit a text in so many ways that trying them all takes longer than anybody waits. */
export class SlowPatternError extends Error {
  constructor({ source }: RegExp) {
    super(`/${source}/ takes too long: it can fit the same text in too many ways`);
    this.name = 'SlowPatternError';
  }
}

/** Uses a pattern on a text. */
export type PatternUse = <Result>(text: string, use: () => Result) => Result;

/** So many steps take less than half a second at worst, and setting a limit takes 0.1 ms. */
const FEW_STEPS = 1e8;

/**
 * Gives the way to use a pattern. JavaScript's expressions go back over every way in which what is
 * repeated could have fitted, and nothing else can run meanwhile, not even what looks at Ctrl-C: a
 * use that may go on for long gets a time limit.
 *
 * @throws SlowPatternError from the use, when the time is over.
 */
export function usePattern(pattern: RegExp, mostMs = MOST_MS): PatternUse {
  const power = powerOf(pattern.source);
  const mayTakeLong = ({ length }: string) => length > 1 && length ** power > FEW_STEPS;
  let limited: (<Result>(use: () => Result) => Result) | undefined;
  return (text, use) => {
    if (!mayTakeLong(text)) return use();
    limited ??= limitTime(mostMs, () => new SlowPatternError(pattern));
    return limited(use);
  };
}

function limitTime(mostMs: number, whenOver: () => Error): <Result>(use: () => Result) => Result {
  const box = vm.createContext({ use: undefined });
  const script = new vm.Script('use()');
  return (use) => {
    box['use'] = use;
    try {
      return script.runInContext(box, { timeout: mostMs });
    } catch (error) {
      const isOver = (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
      throw isOver ? whenOver() : error;
    }
  };
}

/**
 * Tells how steps grow with the length of a text: a pattern that repeats n things without an end
 * may take length ** n, with the places where it can begin length ** (n + 1); one that repeats a
 * group has no bound that could be told.
 */
function powerOf(source: string): number {
  const plain = source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gsu, 'x');
  if (/\)[*+{]/.test(plain)) return Number.POSITIVE_INFINITY;
  return 1 + (plain.match(/[*+]|\{\d+,\}/g) ?? []).length;
}
