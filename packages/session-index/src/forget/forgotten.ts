import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '@cco/claude-paths';
import { isObject } from '@cco/jsonl-parse';

/** What a user wants forgotten: transcripts that are still there are not read again. */
export interface ForgetRules {
  /** Config folders. */
  readonly folders: readonly string[];
  /** Names of project folders. */
  readonly projects: readonly string[];
  /** Ids of sessions. */
  readonly sessions: readonly string[];
}

/** Nothing is forgotten. */
export const NOTHING_FORGOTTEN: ForgetRules = { folders: [], projects: [], sessions: [] };

/** A transcript, as far as it has to be known. */
export interface ForgettableFile {
  readonly path: string;
  readonly slug: string;
  /** Undefined as long as only its content names it. */
  readonly session: string | undefined;
}

const NAME = 'forgotten.json';
const KINDS = ['folders', 'projects', 'sessions'] as const;

/** Reads what a user wants forgotten. */
export function readForgotten(dataFolder: string): ForgetRules {
  let text: string;
  try {
    text = fs.readFileSync(path.join(dataFolder, NAME), 'utf8');
  } catch {
    return NOTHING_FORGOTTEN;
  }
  try {
    const kept: unknown = JSON.parse(text);
    const list = (kind: string) => {
      const names = isObject(kept) ? kept[kind] : undefined;
      return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
    };
    return { folders: list('folders'), projects: list('projects'), sessions: list('sessions') };
  } catch {
    return NOTHING_FORGOTTEN;
  }
}

/**
 * Writes what a user wants forgotten.
 *
 * @throws NodeJS.ErrnoException when it cannot be written.
 */
export function writeForgotten(dataFolder: string, rules: ForgetRules): void {
  const text = JSON.stringify({ version: 1, ...rules }, undefined, 2);
  writeFileAtomic(path.join(dataFolder, NAME), `${text}\n`);
}

/** Puts rules together. */
export function addRules(first: ForgetRules, second: ForgetRules): ForgetRules {
  return map((kind) => [...new Set([...first[kind], ...second[kind]])].sort());
}

/** Takes rules out of others. */
export function withoutRules(first: ForgetRules, second: ForgetRules): ForgetRules {
  return map((kind) => first[kind].filter((name) => !second[kind].includes(name)));
}

/** Tells whether there is any rule. */
export function hasRules(rules: ForgetRules): boolean {
  return KINDS.some((kind) => rules[kind].length > 0);
}

/** Makes the test for transcripts that rules speak of. */
export function forgetTest(rules: ForgetRules): (file: ForgettableFile) => boolean {
  const roots = rules.folders.map((folder) => path.join(folder, 'projects') + path.sep);
  const projects = new Set(rules.projects);
  const sessions = new Set(rules.sessions);
  return ({ path: file, slug, session }) =>
    projects.has(slug) ||
    (session !== undefined && sessions.has(session)) ||
    (sessions.size > 0 && namesIn(file).some((name) => sessions.has(name))) ||
    roots.some((root) => path.resolve(file).startsWith(root));
}

/** A session's own file has its id as its name, and its subagents' lie in a folder of that name. */
function namesIn(file: string): string[] {
  return file.split(path.sep).map((name) => path.basename(name, '.jsonl'));
}

function map(names: (kind: (typeof KINDS)[number]) => string[]): ForgetRules {
  return { folders: names('folders'), projects: names('projects'), sessions: names('sessions') };
}
