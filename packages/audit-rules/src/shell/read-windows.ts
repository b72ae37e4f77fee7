import { emitCommand } from './emit-command.ts';
import { linkStages } from './link-stages.ts';
import type { Dialect, SimpleCommand, Word } from './model.ts';
import { readWindowsCommand } from './powershell.ts';
import { isOver, isPipelineFull, type Place, type Reader } from './reader.ts';

/** Reads a script of PowerShell or `cmd`. */
export function readWindowsScript(
  reader: Reader,
  text: string,
  dialect: Dialect,
  place: Place,
): readonly SimpleCommand[] {
  const all: SimpleCommand[] = [];
  const { pipelines, problem } = readWindowsCommand(text, dialect);
  if (problem !== undefined) reader.problems.add(problem);
  for (const pipeline of pipelines) {
    let previous: readonly SimpleCommand[] = place.previous;
    const upstream = [...place.upstream];
    const stages: (readonly SimpleCommand[])[] = [];
    for (const stage of pipeline) {
      if (isPipelineFull(reader, stages)) break;
      const inner = stage.scripts.flatMap((one) =>
        reader.readScript(one, dialect, {
          ...place,
          variables: new Map(place.variables),
          nesting: [...place.nesting, 'substitution'],
        }),
      );
      const words = stage.words.map((word): Word => {
        if (!/^\(.*\)$|\$\(/s.test(word.text) || inner.length === 0) return word;
        const { text: whole } = word;
        return {
          text: whole,
          literal: false,
          pieces: [
            { kind: 'substitution', text: whole, quoted: false, becomes: 'value', commands: inner },
          ],
        };
      });
      const made = emitCommand(
        reader,
        { words, assignments: [], redirects: stage.redirects, source: stage.source, dialect },
        { ...place, previous, upstream: [...upstream] },
      );
      stages.push(made);
      previous = made;
      upstream.push(...made);
      all.push(...made);
    }
    linkStages(stages, (links) => !isOver(reader, links));
  }
  return all;
}
