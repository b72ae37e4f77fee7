import type { FindProblem } from '@cco/session-index';
import { countMatches, createMatchFinders, type TextQuery } from '@cco/session-index/text';
import type { Choice } from '@cco/session-picker';
import { byRelevance } from '../relevance.ts';
import { inSlices } from './in-slices.ts';

/**
 * Puts sessions that fit a query into the order of relevance. Their transcripts have to be read for
 * this; deleted ones, in which nothing can be counted, come last.
 */
export async function ranked(
  choices: readonly Choice[],
  query: TextQuery,
  work: {
    filesOf(id: string): readonly string[];
    readonly signal: AbortSignal;
    /** Told of transcripts that could not be read. */
    onProblem(problem: FindProblem): void;
  },
): Promise<Choice[]> {
  const finders = createMatchFinders(query);
  const counted: { readonly choice: Choice; readonly byTerm: readonly number[] }[] = [];
  await inSlices(choices.values(), {
    signal: work.signal,
    onPause() {},
    onStep(choice) {
      const files = choice.isArchived ? [] : work.filesOf(choice.id);
      const { byTerm, problems } = countMatches(files, finders);
      counted.push({ choice, byTerm });
      problems.forEach(work.onProblem);
    },
  });
  return byRelevance(counted).map(({ choice }) => choice);
}
