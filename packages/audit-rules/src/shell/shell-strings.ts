import type { InlineCode } from './inline-code.ts';

/** What starts a shell or a program, with the text or list that follows. */
const STARTS =
  /\bos\.(?:system|popen)|\bsubprocess\.\w+|\bexec(?:Sync|File|FileSync)?\b|\bspawn(?:Sync)?\b|\bsystem\b|\bshell_exec\b|\bpassthru\b|\bpopen\b|\bgetoutput\b|\$(?=`)|%x/g;
const QUOTES = `"'\``;
/** `f"…"` and `r"…"` of Python. */
const STRING_PREFIX = /[fFrRbBuU]{0,2}(?=["'])/y;

/** Lists the shell commands that inline code starts, where they are literal. */
export function shellStringsIn({
  text,
  language,
}: Pick<InlineCode, 'text' | 'language'>): string[] {
  const found: string[] = [];
  const strings = stringsOf(text);
  STARTS.lastIndex = 0;
  for (let match = STARTS.exec(text); match !== null; match = STARTS.exec(text)) {
    let at = skipBlanks(text, match.index + match[0].length);
    if (text[at] === '(' || text[at] === '{') at = skipBlanks(text, at + 1);
    if (text[at] === '[') {
      const list = strings.list(at);
      if (list === undefined) continue;
      found.push(list.words.map(quote).join(' '));
      STARTS.lastIndex = list.end;
      continue;
    }
    const string = strings.string(at);
    if (string === undefined) continue;
    const comma = skipBlanks(text, string.end);
    const open = text[comma] === ',' ? skipBlanks(text, comma + 1) : -1;
    // The list in `spawn('rm', ['-rf', 'x'])`.
    const list = open >= 0 && text[open] === '[' ? strings.list(open) : undefined;
    const args = list === undefined ? '' : list.words.map((word) => ` ${quote(word)}`).join('');
    found.push(string.text.replace(/\\(["'])/g, '$1') + args);
    STARTS.lastIndex = list?.end ?? string.end;
  }
  return /^(?:perl|ruby|php)$/.test(language) ? [...found, ...backticksIn(text)] : found;
}

/** In Perl, Ruby and PHP, text between backticks is a command. */
function backticksIn(code: string): string[] {
  return code.split('`').filter((_, index) => index % 2 === 1);
}

interface Found {
  readonly end: number;
}

/** Finds the ends of strings and lists; what was not found once is not looked for again. */
function stringsOf(text: string) {
  const missing = new Set<string>();
  const closing = (from: number, mark: string): number => {
    if (missing.has(mark)) return -1;
    for (let at = from; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text.startsWith(mark, at)) return at;
    }
    missing.add(mark);
    return -1;
  };
  const string = (from: number): (Found & { readonly text: string }) | undefined => {
    STRING_PREFIX.lastIndex = from;
    const at = from + (STRING_PREFIX.exec(text)?.[0].length ?? 0);
    const char = text[at] ?? '';
    if (char === '' || !QUOTES.includes(char)) return undefined;
    const triple = char.repeat(3);
    const mark = char !== '`' && text.startsWith(triple, at) ? triple : char;
    const end = closing(at + mark.length, mark);
    return end < 0
      ? undefined
      : { text: text.slice(at + mark.length, end), end: end + mark.length };
  };
  const list = (from: number): (Found & { readonly words: readonly string[] }) | undefined => {
    const words: string[] = [];
    if (missing.has(']')) return undefined;
    for (let at = from + 1; at < text.length; at++) {
      if (text[at] === ']') return { words, end: at + 1 };
      const one = string(at);
      if (one === undefined) continue;
      words.push(one.text);
      at = one.end - 1;
    }
    missing.add(']');
    return undefined;
  };
  return { string, list };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}

function quote(text: string): string {
  return /^[\w./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
