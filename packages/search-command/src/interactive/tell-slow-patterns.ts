import { SlowPatternError } from '@cco/session-index/text';
import type { PickerSource } from '@cco/session-picker';

/** Tells of a pattern that takes too long where results would be; the picker goes on. */
export function tellSlowPatterns<Source extends PickerSource>(source: Source): Source {
  return {
    ...source,
    search: (query, work) => source.search(query, work).catch(messageOf),
    preview: (choice, words, signal) =>
      source.preview(choice, words, signal).catch((error: unknown) => ({
        id: choice.id,
        pieces: [{ speaker: 'not searched', date: undefined, text: messageOf(error), ranges: [] }],
      })),
  };
}

/** @throws Any other error. */
function messageOf(error: unknown): string {
  if (error instanceof SlowPatternError) return error.message;
  throw error;
}
