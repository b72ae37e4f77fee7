import fs from 'node:fs';
import path from 'node:path';

/**
 * The slow and obvious search: every file whole in memory, every line parsed, every text compared
 * character by character. It shares no code with what it checks.
 */
export function slowScan(configDir: string, words: readonly string[]): string[] {
  const texts = sessionTexts(configDir);
  const folded = words.map(foldAll);
  return [...texts]
    .filter(([, pieces]) =>
      folded.every((word) => pieces.some((piece) => foldAll(piece).includes(word))),
    )
    .map(([id]) => id)
    .sort();
}

/** The conversation text of every session to show, by id. */
export function sessionTexts(configDir: string): Map<string, string[]> {
  const projects = path.join(configDir, 'projects');
  const sessions = new Map<string, string[]>();
  const shown = new Set<string>();
  for (const slug of fs.existsSync(projects) ? fs.readdirSync(projects) : []) {
    const folder = path.join(projects, slug);
    if (!fs.statSync(folder).isDirectory()) continue;
    const names = fs.readdirSync(folder);
    for (const name of names) {
      if (
        !name.endsWith('.jsonl') ||
        name.startsWith('agent') ||
        /\.orphaned-|\.superseded/.test(name)
      )
        continue;
      const id = name.slice(0, -6);
      const records = recordsOf(path.join(folder, name));
      if (records.some(({ type }) => type === 'user' || type === 'assistant')) shown.add(id);
      const pieces = sessions.get(id) ?? [];
      sessions.set(id, pieces);
      pieces.push(...records.flatMap(textsOf));
      for (const agent of below(path.join(folder, id, 'subagents')))
        pieces.push(...recordsOf(agent).flatMap(textsOf));
      for (const agent of names.filter((one) => /^agent-.*\.jsonl$/.test(one))) {
        const own = recordsOf(path.join(folder, agent));
        if (own.find(({ sessionId }) => typeof sessionId === 'string')?.sessionId === id)
          pieces.push(...own.flatMap(textsOf));
      }
    }
  }
  for (const id of [...sessions.keys()]) if (!shown.has(id)) sessions.delete(id);
  return sessions;
}

// biome-ignore lint/suspicious/noExplicitAny: records of any shape
type Any = any;

function below(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return below(full);
    return /^agent-.*\.jsonl$/.test(entry.name) ? [full] : [];
  });
}

/** Every line as JSON; of a damaged line the records that end at its end or before another. */
function recordsOf(file: string): Any[] {
  const lines = fs
    .readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .split('\n');
  return lines.flatMap((line) => {
    const whole = parse(line);
    if (whole !== undefined) return [whole];
    for (let at = line.indexOf('{'); at !== -1; at = line.indexOf('{', at + 1)) {
      const found = cutIntoRecords(line.slice(at));
      if (found) return found;
    }
    return [];
  });
}

function cutIntoRecords(text: string): Any[] | undefined {
  const whole = parse(text);
  if (whole !== undefined) return [whole];
  for (let at = text.indexOf('}{'); at !== -1; at = text.indexOf('}{', at + 1)) {
    const first = parse(text.slice(0, at + 1));
    const rest = first === undefined ? undefined : cutIntoRecords(text.slice(at + 1));
    if (rest) return [first, ...rest];
  }
  return undefined;
}

function parse(text: string): Any {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function textsOf(record: Any): string[] {
  const { type } = record;
  if (type === 'custom-title') return only(record.customTitle);
  if (type === 'ai-title') return only(record.aiTitle);
  if (type === 'summary') return only(record.summary);
  if (type !== 'user' && type !== 'assistant') return [];
  const content = record.message?.content;
  if (typeof content === 'string') return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: Any) => {
    if (typeof block === 'string') return [block];
    if (block?.type === 'text') return only(block.text);
    if (block?.type === 'thinking') return only(block.thinking);
    if (block?.type === 'tool_use') return everyString(block.input);
    if (block?.type !== 'tool_result') return [];
    if (!Array.isArray(block.content)) return only(block.content);
    return block.content.flatMap((part: Any) =>
      typeof part === 'string' ? [part] : part?.type === 'text' ? only(part.text) : [],
    );
  });
}

function only(value: unknown): string[] {
  return typeof value === 'string' ? [value] : [];
}

function everyString(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(everyString)
    : [];
}

/** Unicode's simple case folding, told from the case mappings of single characters. */
export function foldAll(text: string): string {
  return Array.from(text, fold).join('');
}

const folds = new Map<string, string>();

function fold(character: string): string {
  const known = folds.get(character);
  if (known !== undefined) return known;
  const single = (changed: string) => ([...changed].length === 1 ? changed : undefined);
  // The dotted and dotless i have foldings in Turkic languages only.
  const keeps = character === '\u0130' || character === '\u0131';
  const upper = single(character.toUpperCase());
  const folded = keeps
    ? character
    : ((upper ? single(upper.toLowerCase()) : single(character.toLowerCase())) ?? character);
  folds.set(character, folded);
  return folded;
}
