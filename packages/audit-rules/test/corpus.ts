import { readdirSync, readFileSync } from 'node:fs';
import type { ToolCall } from '../src/index.ts';
import { callOf } from './context.ts';

/** A labelled call of the corpus. */
export interface Labelled {
  readonly label: 'risky' | 'harmless';
  /** The file it stands in: a category of findings, or a group of what looks alike. */
  readonly group: string;
  /** As it stands in the file. */
  readonly text: string;
  readonly call: ToolCall;
}

/** Reads the corpus: one call a line, `⏎` for a line break; calls of other tools are JSON. */
export function readCorpus(label: Labelled['label']): Labelled[] {
  const folder = new URL(`./corpus/${label}/`, import.meta.url);
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      readFileSync(new URL(file, folder), 'utf8')
        .split('\n')
        .filter((text) => text !== '')
        .map((text) => ({
          label,
          group: file.replace(/\.txt$/, ''),
          text,
          call: text.startsWith('{"tool"') ? JSON.parse(text) : callOf(text.replaceAll('⏎', '\n')),
        })),
    );
}
