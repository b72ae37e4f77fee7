import type { Building } from './link-stages.ts';
import type { Assignment, Dialect, Redirection, SimpleCommand, Word } from './model.ts';
import { copyVariables, deeper, isOver, type Place, type Reader } from './reader.ts';
import { type Inner, unwrap } from './unwrap/index.ts';

const LONGEST_SOURCE = 2_000;

/** The words of a command, before it has a place. */
export interface Draft {
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirection[];
  readonly source: string;
  readonly dialect: Dialect;
}

/** Adds a command and everything that it starts in its turn. */
export function emitCommand(reader: Reader, draft: Draft, place: Place): SimpleCommand[] {
  if (isOver(reader)) return [];
  const [name, ...args] = draft.words;
  const command: Building = {
    program: name === undefined ? '' : programName(name),
    name,
    args,
    assignments: draft.assignments,
    redirects: withInput(draft.redirects, place.inputText),
    previous: place.previous,
    upstream: place.upstream,
    downstream: [],
    background: place.background,
    nesting: place.nesting,
    via: place.via,
    functionName: place.functionName,
    remote: place.remote,
    moreArguments: place.moreArguments,
    cwd: place.cwd,
    dialect: draft.dialect,
    source: draft.source.slice(0, LONGEST_SOURCE),
  };
  reader.commands.push(command);
  if (name === undefined) return [command];
  const made: SimpleCommand[] = [command];
  for (const inner of unwrap(command)) made.push(...readInner(reader, inner, command, place));
  return made;
}

function readInner(
  reader: Reader,
  inner: Inner,
  outer: SimpleCommand,
  place: Place,
): readonly SimpleCommand[] {
  const inside: Place = {
    ...place,
    variables: copyVariables(reader, place),
    via: [...place.via, outer.program],
    nesting: [...place.nesting, inner.nesting],
    remote: place.remote || inner.remote === true,
    moreArguments: place.moreArguments || inner.moreArguments === true,
    cwd: inner.remote === true ? undefined : place.cwd,
    inputText: inner.nesting === 'input' ? undefined : place.inputText,
  };
  if (inner.text !== undefined) {
    for (const [index, word] of (inner.positional ?? []).entries()) {
      inside.variables.set(String(index), word);
    }
    return reader.readScript(inner.text, inner.dialect ?? 'sh', inside);
  }
  if (inner.words === undefined || inner.words.length === 0) return [];
  return (
    deeper(reader, () =>
      emitCommand(
        reader,
        {
          words: inner.words ?? [],
          assignments: [...outer.assignments, ...(inner.assignments ?? [])],
          redirects: outer.redirects,
          source: outer.source,
          dialect: outer.dialect,
        },
        inside,
      ),
    ) ?? []
  );
}

function withInput(redirects: readonly Redirection[], text: string | undefined) {
  if (text === undefined || redirects.some((one) => one.operator.startsWith('<'))) return redirects;
  return [...redirects, { operator: '<<', descriptor: undefined, target: undefined, text }];
}

/** Base name of a command word, without what a shell removes from it. */
function programName(word: Word): string {
  if (!word.literal) return '';
  const base = word.text.replace(/^.*[/\\](?=[^/\\])/, '');
  return base.replace(/\.(?:exe|cmd|bat|com)$/i, '');
}
