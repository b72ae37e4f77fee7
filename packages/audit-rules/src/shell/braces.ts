/** The most words that a range such as `{1..9999}` becomes. */
const MOST_STEPS = 10_000;

/**
 * Splits `{a,b}` at the commas of its own level, and counts `{1..9}` out; what is in braces or quotes
 * inside stays together. Undefined when the text is no brace expansion.
 *
 * @example
 * braceChoices('{rm,{-rf,~}}'); // ['rm', '{-rf,~}']
 */
export function braceChoices(text: string): string[] | undefined {
  const inner = text.slice(1, -1);
  const range = /^(-?\d+|[a-zA-Z])\.\.(-?\d+|[a-zA-Z])(?:\.\.(-?\d+))?$/.exec(inner);
  if (range !== null) return counted(range[1] ?? '', range[2] ?? '', Number(range[3] ?? 1));
  const choices: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let at = 0; at < inner.length; at++) {
    const char = inner[at] as string;
    if (char === '\\' && quote !== "'") at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '{' || char === '(') depth++;
    else if (char === '}' || char === ')') depth--;
    else if (char === ',' && depth === 0) {
      choices.push(inner.slice(start, at));
      start = at + 1;
    }
  }
  choices.push(inner.slice(start));
  return choices.length < 2 ? undefined : choices;
}

function counted(from: string, to: string, step: number): string[] | undefined {
  const isNumber = /\d/.test(from);
  if (isNumber !== /\d/.test(to)) return undefined;
  const numberOf = (text: string) => (isNumber ? Number(text) : text.charCodeAt(0));
  const width = Math.max(Math.abs(step) || 1, 1);
  const [first, last] = [numberOf(from), numberOf(to)];
  const length = Math.floor(Math.abs(last - first) / width) + 1;
  if (length > MOST_STEPS) return undefined;
  const digits = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
  return Array.from({ length }, (_, index) => {
    const value = first + (last < first ? -1 : 1) * index * width;
    if (!isNumber) return String.fromCharCode(value);
    return digits === 0 ? String(value) : String(value).padStart(digits, '0');
  });
}
