/**
 * Finds texts that every match of a regular expression holds. When in doubt it finds fewer: with
 * none, every session has to be looked through.
 *
 * @param source - A valid pattern in Unicode mode.
 *
 * @example
 * literalsOf('prisma[_ ]migrat(e|ion)s?'); // ['prisma', 'migrat']
 */
export function literalsOf(source: string): string[] {
  const literals: string[] = [];
  let run: string[] = [];
  const endRun = (): void => {
    if (run.length > 0) literals.push(run.join(''));
    run = [];
  };
  for (let at = 0; at < source.length; ) {
    const one = String.fromCodePoint(source.codePointAt(at) as number);
    if (one === '|') return [];
    if (one === '(' || one === '[') {
      endRun();
      at = one === '(' ? behindGroup(source, at) : behindClass(source, at);
      at = behindQuantifier(source, at);
      continue;
    }
    const escaped = one === '\\' ? escapeAt(source, at) : undefined;
    const end = at + (escaped?.length ?? one.length);
    const literal = escaped ? escaped.literal : /[.^$]/.test(one) ? undefined : one;
    const behind = behindQuantifier(source, end);
    if (literal === undefined) endRun();
    else if (behind === end) run.push(literal);
    else {
      // What has a quantifier may be missing, or stand there several times.
      endRun();
    }
    at = behind;
  }
  endRun();
  return literals;
}

/** An escape: how long it is, and the character that it stands for if it is one. */
function escapeAt(source: string, at: number): { length: number; literal: string | undefined } {
  const next = source[at + 1] ?? '';
  if (/[\^$\\.*+?()[\]{}|/-]/.test(next)) return { length: 2, literal: next };
  const rest = source.slice(at);
  const [whole = rest.slice(0, 2)] =
    /^\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|k<[^>]*>|c[A-Za-z]|\d+|.)/su.exec(
      rest,
    ) ?? [];
  return { length: whole.length, literal: undefined };
}

function behindGroup(source: string, start: number): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    const one = source[at];
    if (one === '\\') at++;
    else if (one === '[') at = behindClass(source, at) - 1;
    else if (one === '(') depth++;
    else if (one === ')' && --depth === 0) return at + 1;
  }
  return source.length;
}

function behindClass(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']') return at + 1;
  }
  return source.length;
}

function behindQuantifier(source: string, at: number): number {
  const [quantifier = ''] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at)) ?? [];
  return at + quantifier.length;
}
