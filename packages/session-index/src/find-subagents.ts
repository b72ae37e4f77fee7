import fs from 'node:fs';
import path from 'node:path';
import { isObject, parseJsonlFile, parseObject } from '@cco/jsonl-parse';
import {
  type FindProblem,
  isSetAside,
  statTranscript,
  type TranscriptFile,
  tellUnlessAbsent,
} from './find-transcripts.ts';
import type { FoundSession } from './group-sessions.ts';

/** A subagent's transcript and what is known of it. */
export interface Subagent {
  /** The part of the file name behind `agent-`. */
  readonly id: string;
  readonly file: TranscriptFile;
  /** `general-purpose` and the like, from its `.meta.json`. */
  readonly type: string | undefined;
  /** The task in a few words, from its `.meta.json`. */
  readonly description: string | undefined;
}

/** Finds the subagents of sessions, folder by folder as they are asked for. */
export interface SubagentFinder {
  /** Files of all subagents of a session, in both layouts, in the order of their paths. */
  filesOf(session: FoundSession): readonly TranscriptFile[];
  readonly problems: readonly FindProblem[];
}

const DEEPEST = 8;

/**
 * Makes a finder for subagents. New layout: `<id>/subagents/…/agent-*.jsonl` beside the main
 * file, workflows included. Old layout: `agent-*.jsonl` beside the main file, with the parent's id
 * as `sessionId` inside; such a folder is read once, when its first session is asked for.
 */
export function createSubagentFinder(): SubagentFinder {
  const problems: FindProblem[] = [];
  /** By project folder: subagents of the old layout by the id of their parent. */
  const besides = new Map<string, Map<string, TranscriptFile[]>>();

  const besideOf = (folder: string, slug: string): Map<string, TranscriptFile[]> => {
    let byParent = besides.get(folder);
    if (!byParent) {
      byParent = readBeside(folder, slug, problems);
      besides.set(folder, byParent);
    }
    return byParent;
  };

  return {
    problems,
    filesOf({ id, files }) {
      return files.flatMap(({ path: main, slug }) => {
        const folder = path.dirname(main);
        const below = path.join(folder, id, 'subagents');
        return [...(besideOf(folder, slug).get(id) ?? []), ...walk(below, slug, problems, DEEPEST)];
      });
    },
  };
}

/** Reads what a subagent's `.meta.json` tells; a missing or broken one tells nothing. */
export function describeSubagent(file: TranscriptFile): Subagent {
  const id = path
    .basename(file.path)
    .replace(/^agent-/, '')
    .replace(/\.jsonl$/, '');
  return { id, file, ...describeSubagentAt(file.path) };
}

/** Reads the same by the path of the subagent's transcript alone, whether that is still there or not. */
export function describeSubagentAt(transcript: string): Pick<Subagent, 'type' | 'description'> {
  const meta = readMeta(transcript.replace(/\.jsonl$/, '.meta.json'));
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { type: text(meta['agentType']), description: text(meta['description']) };
}

function readMeta(file: string): Record<string, unknown> {
  try {
    const meta = parseObject(fs.readFileSync(file, 'utf8'));
    return isObject(meta) ? meta : {};
  } catch {
    return {};
  }
}

function readBeside(
  folder: string,
  slug: string,
  problems: FindProblem[],
): Map<string, TranscriptFile[]> {
  const byParent = new Map<string, TranscriptFile[]>();
  for (const { name } of listFolder(folder, problems).sort(byName)) {
    if (!isAgentTranscript(name)) continue;
    const file = statTranscript(path.join(folder, name), slug, problems);
    const parent = file && parentOf(file.path);
    if (!file || parent === undefined) continue;
    const siblings = byParent.get(parent);
    if (siblings) siblings.push(file);
    else byParent.set(parent, [file]);
  }
  return byParent;
}

/** The first `sessionId` in a subagent's file names its parent. */
function parentOf(file: string): string | undefined {
  let parent: string | undefined;
  parseJsonlFile(
    file,
    {
      accept: () => parent === undefined,
      onRecord({ sessionId }) {
        if (parent === undefined && typeof sessionId === 'string') parent = sessionId;
      },
    },
    { until: () => parent !== undefined },
  );
  return parent;
}

/** Symbolic links to folders are not followed below a session, so no walk can go in circles. */
function walk(
  folder: string,
  slug: string,
  problems: FindProblem[],
  depth: number,
): TranscriptFile[] {
  if (depth === 0) return [];
  return listFolder(folder, problems)
    .sort(byName)
    .flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isDirectory()) return walk(full, slug, problems, depth - 1);
      if (!isAgentTranscript(entry.name)) return [];
      return statTranscript(full, slug, problems) ?? [];
    });
}

function listFolder(folder: string, problems: FindProblem[]): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    tellUnlessAbsent(folder, error, problems);
    return [];
  }
}

function isAgentTranscript(name: string): boolean {
  return name.startsWith('agent-') && name.endsWith('.jsonl') && !isSetAside(name);
}

function byName(a: fs.Dirent, b: fs.Dirent): number {
  return a.name < b.name ? -1 : 1;
}
