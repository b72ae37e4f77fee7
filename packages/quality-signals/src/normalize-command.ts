const LONGEST = 2_000;
const WORD = /"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[|&;<>()]+|[^\s"'\\|&;<>()]+/gs;

/**
 * Brings a command line into a form in which only what it does counts: paths, numbers, quoted
 * texts, variables in front and a leading `cd …` make no difference.
 *
 * @example
 * normalizeCommand('cd /code/app && npx vitest run src/a.test.ts 2>&1 | tail -20');
 * // 'npx vitest run <path> | tail -<n>'
 */
export function normalizeCommand(command: string): string {
  const text = command
    .slice(0, LONGEST)
    .replace(/^\s*cd\s+(?:"[^"]*"|'[^']*'|[^\s&;]+)\s*(?:&&|;)\s*/, '')
    .replace(/<<-?\s*['"]?(\w+)['"]?[\s\S]*$/, '<< <text>');
  const words = joinGlued(text);
  while (words[0] !== undefined && /^[A-Za-z_]\w*=/.test(words[0])) words.shift();
  const settled = words.map((word, index) =>
    settle(word, index === 0 || /^[|&;(]+$/.test(words[index - 1] ?? '')),
  );
  return settled
    .join(' ')
    .replace(/ ?(?:\d?>&\d|\d?>>? <path>)/g, '')
    .replace(/(<path>|<text>|<n>)(?: \1)+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words as a shell separates them: parts without a blank between belong together. */
function joinGlued(text: string): string[] {
  const words: string[] = [];
  let end = -1;
  for (const match of text.matchAll(WORD)) {
    const [part] = match;
    const isGlued = match.index === end && !isOperator(part) && !isOperator(words.at(-1));
    if (isGlued || (match.index === end && /^\d?[<>]/.test((words.at(-1) ?? '') + part))) {
      words[words.length - 1] += part;
    } else words.push(part);
    end = match.index + part.length;
  }
  return words;
}

function isOperator(word: string | undefined): boolean {
  return word !== undefined && /^(?:[|&;()]+|\d?[<>]+)$/.test(word);
}

function settle(word: string, isProgram: boolean): string {
  if (/^\d?>&\d$/.test(word) || isOperator(word)) return word;
  if (isProgram) return word.replace(/^.*[/\\](?=[^/\\])/, '');
  if (/^['"]/.test(word)) return '<text>';
  const option = /^(--?[\w-]+=)(.*)$/s.exec(word);
  if (option) return `${option[1]}${settle(option[2] ?? '', false)}`;
  if (/^-/.test(word)) return word.replace(/\d+/g, '<n>');
  if (/^[\d.:,]+$/.test(word)) return '<n>';
  if (/[/\\]|^~|^\.{1,2}$|^[\w-]+(?:\.[\w-]+)*\.[A-Za-z]\w{0,5}$|\*/.test(word)) {
    return /^@[\w-]+\/[\w-]+$/.test(word) ? word : '<path>';
  }
  return word.replace(/\b[0-9a-f]{7,40}\b/gi, '<id>');
}
