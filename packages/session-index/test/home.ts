import {
  createTranscript,
  makeTemporaryHome,
  projectFolder,
  type TemporaryHome,
} from '@cco/test-fixtures';
import type { IndexOptions } from '../src/index.ts';

/** Options for an index over a temporary home. */
export function indexOf({ configDir, dataDir }: TemporaryHome): IndexOptions {
  return { configFolders: [configDir], dataFolder: dataDir };
}

/** The text of a small session. */
export function sessionText(id: string, cwd: string, prompt: string): string {
  const transcript = createTranscript({ sessionId: id, cwd, startedAt: '2026-03-02T09:00:00Z' });
  transcript.user(prompt);
  transcript.assistant({ blocks: [{ type: 'text', text: `Answer to ${prompt}` }] });
  return transcript.text();
}

/** Where a session of a folder lies below the home. */
export function pathOf(id: string, cwd: string): string {
  return `.claude/projects/${projectFolder(cwd)}/${id}.jsonl`;
}

export { makeTemporaryHome };
