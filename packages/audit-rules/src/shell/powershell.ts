import { Buffer } from 'node:buffer';
import { type Dialect, plainWord, type Redirection, type Word } from './model.ts';

/** One stage of a pipeline in PowerShell or `cmd`. */
export interface WindowsStage {
  readonly words: readonly Word[];
  readonly redirects: readonly Redirection[];
  /** Texts inside `( )`, `{ }` and `$( )`: scripts of their own. */
  readonly scripts: readonly string[];
  readonly source: string;
}

const MOST_TOKENS = 100_000;

/**
 * Splits a PowerShell or `cmd` line into pipelines of stages. It knows quotes, escapes (`` ` `` and
 * `^`), separators, groups and comments: enough to tell commands from data, not a whole grammar.
 */
export function readWindowsCommand(
  text: string,
  dialect: Dialect,
): { readonly pipelines: readonly (readonly WindowsStage[])[]; readonly problem?: string } {
  const escapeMark = dialect === 'cmd' ? '^' : '`';
  const quotes = dialect === 'cmd' ? '"' : `"'`;
  const pipelines: WindowsStage[][] = [];
  let stages: WindowsStage[] = [];
  let words: Word[] = [];
  let redirects: Redirection[] = [];
  let scripts: string[] = [];
  let current: string | undefined;
  let dynamic = false;
  let start = 0;
  let redirect: string | undefined;
  let problem: string | undefined;
  let tokens = 0;

  const endWord = (): void => {
    if (current === undefined) return;
    const word = dynamic
      ? { text: current, literal: false, pieces: [{ kind: 'unknown' as const, text: current }] }
      : plainWord(current);
    if (redirect === undefined) words.push(word);
    else
      redirects.push({ operator: redirect, descriptor: undefined, target: word, text: undefined });
    redirect = undefined;
    current = undefined;
    dynamic = false;
    tokens++;
  };
  const endStage = (at: number): void => {
    endWord();
    if (words.length > 0 || redirects.length > 0 || scripts.length > 0) {
      if (dialect === 'powershell') words = withoutAssignment(words);
      stages.push({ words, redirects, scripts, source: text.slice(start, at).trim() });
    }
    words = [];
    redirects = [];
    scripts = [];
    start = at + 1;
  };
  const endPipeline = (at: number): void => {
    endStage(at);
    if (stages.length > 0) pipelines.push(stages);
    stages = [];
  };

  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (tokens > MOST_TOKENS) return { pipelines, problem: 'too many words' };
    if (char === escapeMark && at + 1 < text.length) {
      at++;
      if (text[at] !== '\n' && text[at] !== '\r') current = (current ?? '') + text[at];
    } else if (
      dialect === 'powershell' &&
      (text.startsWith("@'", at) || text.startsWith('@"', at))
    ) {
      const end = text.indexOf(`\n${text[at + 1]}@`, at);
      current = (current ?? '') + text.slice(at + 2, end < 0 ? undefined : end).trim();
      if (end < 0) problem = 'unterminated here-string';
      at = end < 0 ? text.length : end + 2;
    } else if (quotes.includes(char)) {
      const end = closing(text, at, char, escapeMark);
      if (end < 0) problem = 'unterminated quote';
      const inside = text.slice(at + 1, end < 0 ? undefined : end);
      if (char === '"' && dialect === 'powershell') {
        for (const inner of groupsIn(inside)) scripts.push(inner);
        if (/\$[\w({]/.test(inside)) dynamic = true;
      }
      current = (current ?? '') + inside;
      at = end < 0 ? text.length : end;
    } else if (char === '#' && dialect === 'powershell' && current === undefined) {
      const end = text.indexOf('\n', at);
      endPipeline(at);
      at = end < 0 ? text.length : end;
      start = at + 1;
    } else if ((char === '(' || char === '{') && dialect === 'powershell') {
      const end = matching(text, at);
      const inner = text.slice(at + 1, end < 0 ? undefined : end);
      if (end < 0) problem = `expected '${char === '(' ? ')' : '}'}'`;
      scripts.push(inner);
      current = `${current ?? ''}${char}${inner}${char === '(' ? ')' : '}'}`;
      dynamic = true;
      at = end < 0 ? text.length : end;
    } else if (char === '|' && text[at + 1] !== '|') {
      endStage(at);
    } else if (char === ';' || char === '\n' || char === '&' || char === '|') {
      if (char === ';' && dialect === 'cmd') current = (current ?? '') + char;
      else {
        const double = text[at + 1] === char;
        endPipeline(at);
        if (double && char !== '\n') start = ++at + 1;
      }
    } else if (char === '>' || char === '<') {
      if (current !== undefined && /^\d$/.test(current)) current = undefined;
      endWord();
      const double = text[at + 1] === char;
      redirect = double ? char + char : char;
      if (double) at++;
      if (text[at + 1] === '&') {
        redirect = undefined;
        at += 2;
      }
    } else if (/\s/.test(char) || (dialect === 'cmd' && (char === '(' || char === ')'))) {
      endWord();
    } else {
      if (char === '$' || char === '%') dynamic = true;
      current = (current ?? '') + char;
    }
  }
  endPipeline(text.length);
  return problem === undefined ? { pipelines } : { pipelines, problem };
}

/** The script in the arguments of `powershell`: `-Command`, `-EncodedCommand`, or bare words. */
export function powershellArgument(args: readonly Word[]): string | undefined {
  for (let index = 0; index < args.length; index++) {
    const text = args[index]?.text ?? '';
    const rest = args
      .slice(index + 1)
      .map((word) => word.text)
      .join(' ');
    if (/^[-/]e(?:c|nc\w*)?$/i.test(text)) return Buffer.from(rest, 'base64').toString('utf16le');
    if (/^[-/]c(?:o\w*)?$/i.test(text)) return rest;
    if (/^[-/]f(?:i\w*)?$/i.test(text)) return undefined;
    if (/^[-/](?:ex\w*|ep|version|w\w*|inputformat|outputformat|configurationname)$/i.test(text)) {
      index++;
    } else if (!/^[-/]/.test(text)) {
      return args
        .slice(index)
        .map((word) => word.text)
        .join(' ');
    }
  }
  return undefined;
}

/** `$x = Get-Content y` runs `Get-Content`; `& $path` and `. file` run what follows. */
function withoutAssignment(words: Word[]): Word[] {
  if (/^\$[\w:]+$/.test(words[0]?.text ?? '') && /^[+-]?=$/.test(words[1]?.text ?? '')) {
    return words.slice(2);
  }
  return words;
}

function closing(text: string, from: number, quote: string, escapeMark: string): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === escapeMark && quote === '"' && escapeMark === '`') at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote || escapeMark === '^') return at;
      at++;
    }
  }
  return -1;
}

function matching(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const char = text[at] as string;
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '(' || char === '{') depth++;
    else if (char === ')' || char === '}') {
      depth--;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function groupsIn(text: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf('$('); at >= 0; at = text.indexOf('$(', at + 2)) {
    const end = matching(text, at + 1);
    if (end < 0) break;
    found.push(text.slice(at + 2, end));
    at = end;
  }
  return found;
}
