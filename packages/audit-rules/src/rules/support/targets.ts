import { SEVERITIES, type Severity } from '../../finding.ts';
import type { PlaceKind } from '../../paths/place.ts';
import type { SimpleCommand, Word } from '../../shell/model-api.ts';
import type { Subject } from '../../subject.ts';

const BY_PLACE: Readonly<Record<PlaceKind, Severity>> = {
  temporary: 'info',
  build: 'info',
  inside: 'medium',
  project: 'high',
  outside: 'high',
  home: 'critical',
  root: 'critical',
};

/** How bad it is to lose what a word names: by where it lies, and by what an unset variable would make of it. */
export function lossSeverity(word: Word, command: SimpleCommand, subject: Subject): Severity {
  const [first, ...rest] = word.pieces;
  if (first?.kind === 'variable') {
    const tail = rest.map((piece) => piece.text).join('');
    const temporary = /(?:^|_)te?mp(?:_|dir|file|path|$)/i.test(first.name);
    if (first.guarded) return 'info';
    if (tail === '') return temporary ? 'info' : 'medium';
    if (!tail.startsWith('/')) return temporary ? 'info' : 'medium';
    const place = subject.place(tail, command);
    if (place === 'root' || place === 'home') return temporary ? 'high' : 'critical';
    return temporary || place === 'build' ? 'info' : 'medium';
  }
  if (first?.kind === 'substitution') {
    return first.commands.length > 0 && first.commands.every((one) => one.program === 'mktemp')
      ? 'info'
      : 'medium';
  }
  if (command.moreArguments && /^(?:\{\}|)$/.test(word.text)) return lossOfFound(command, subject);
  return BY_PLACE[subject.place(word.text, command)];
}

const FINDERS: ReadonlySet<string> = new Set(['find', 'gfind', 'fd']);
const known = new WeakMap<Subject, ReadonlyMap<string, SimpleCommand>>();

/** Worked out once for all commands of a call. */
function findersBySource(subject: Subject): ReadonlyMap<string, SimpleCommand> {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const finders = [...FINDERS].flatMap((program) => subject.running(program)).reverse();
  const bySource = new Map(finders.map((one) => [one.source, one]));
  known.set(subject, bySource);
  return bySource;
}

/** For arguments that come from `find` or from a pipe: what they are chosen by. */
export function lossOfFound(command: SimpleCommand, subject: Subject): Severity {
  const finder =
    command.upstream.find((one) => FINDERS.has(one.program)) ??
    (command.via.at(-1) === 'find' ? findersBySource(subject).get(command.source) : undefined);
  return finder === undefined ? 'medium' : lossByFind(finder, subject);
}

/** What `find` selects: build folders and temporary files by name or root, or anything. */
export function lossByFind(finder: SimpleCommand, subject: Subject): Severity {
  const { args } = finder;
  const end = args.findIndex((word) => /^[-(!\\]/.test(word.text));
  const roots = args.slice(0, end < 0 ? undefined : end);
  const names = args.filter((_, index) =>
    /^-(?:i?name|i?path|i?wholename)$/.test(args[index - 1]?.text ?? ''),
  );
  const empty = args.some((word) => word.text === '-empty');
  // Named files right below a temporary folder: its root alone would be everybody's.
  const temporary = roots.every((word) => /^(?:\/private)?\/(?:tmp|var\/tmp)\/?$/.test(word.text));
  if (roots.length > 0 && temporary && names.length > 0) return 'info';
  const worst = worstOf(
    (roots.length === 0 ? [] : roots).map((word) => lossSeverity(word, finder, subject)),
    roots.length === 0 ? 'high' : 'info',
  );
  if (worst === 'info' || empty) return 'info';
  const harmless =
    names.length > 0 &&
    names.every(
      (word) =>
        /^(?:temporary|build)$/.test(
          subject.place(
            `x/${word.text
              .replace(/^\*+\/?(?=[\w.])/, 'x')
              .replace(/^(?:\.\/|\*\/)/, '')
              .replace(/^x(?=[a-zA-Z_])/, '')}`,
          ),
        ) ||
        /^(?:\*?\.(?:DS_Store|pyc|pyo|log|tmp|bak|orig|rej|swp|o|class|map|gcda|gcno)|\*~|Thumbs\.db|\*\.py\[\w+\])$/.test(
          word.text,
        ),
    );
  if (harmless) return worst === 'critical' ? 'low' : 'info';
  return names.length > 0 && worst === 'high' ? 'medium' : worst;
}

/** The worst of some severities. */
export function worstOf(list: readonly Severity[], least: Severity = 'info'): Severity {
  return list.reduce(
    (worst, one) => (SEVERITIES.indexOf(one) > SEVERITIES.indexOf(worst) ? one : worst),
    least,
  );
}
