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

/** `{{ghp_:36}}` is the prefix with so many made-up characters: no file holds the shape of a key. */
const MADE_UP = /\{\{([\w-]+):(\d+)\}\}/g;

function madeUp(prefix: string, length: string): string {
  return prefix + 'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZ'.repeat(8).slice(0, Number(length));
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
        .map((line) => ({
          line,
          text: line.replace(MADE_UP, (_, prefix, length) => madeUp(prefix, length)),
        }))
        .map(({ line, text }) => ({
          label,
          group: file.replace(/\.txt$/, ''),
          text: line,
          call: text.startsWith('{"tool"') ? JSON.parse(text) : callOf(text.replaceAll('⏎', '\n')),
        })),
    );
}
