import fs from 'node:fs';
import path from 'node:path';
import { type Environment, homeFolder } from '@cco/claude-paths';

/** What a command needs to resume a session. */
export interface ResumePlace {
  /** Where to go first. @default nowhere; a folder that is gone counts as none */
  readonly folder?: string | undefined;
  /** The config folder that holds the session. @default Claude Code's own, which needs no name */
  readonly configFolder?: string | undefined;
}

/**
 * Gives the command that resumes a session, safe to paste into a shell.
 *
 * @example
 * resumeCommand('84287c0d', { folder: "/home/ada/it's" });
 * // `cd '/home/ada/it'\''s' && claude --resume 84287c0d`
 */
export function resumeCommand(id: string, { folder, configFolder }: ResumePlace = {}): string {
  const environment =
    configFolder === undefined ? '' : `CLAUDE_CONFIG_DIR=${quoteWhereNeeded(configFolder)} `;
  // A name that begins with a dash would be taken for an option.
  const resume = id.startsWith('-')
    ? `claude --resume=${quoteWhereNeeded(id)}`
    : `claude --resume ${quoteWhereNeeded(id)}`;
  const command = environment + resume;
  const isThere = folder !== undefined && fs.existsSync(folder);
  return isThere ? `cd ${quote(folder)} && ${command}` : command;
}

/**
 * Finds the config folder of a transcript, as far as `claude` has to be given it: undefined for the
 * one that the environment names alone, and for `~/.claude`, where naming it would begin the first
 * set-up again.
 *
 * @param configFolders - As `configFolders` of `@cco/claude-paths` lists them.
 */
export function configFolderOf(
  transcript: string,
  configFolders: readonly string[],
  env: Environment,
): string | undefined {
  const holder = configFolders.find((folder) =>
    transcript.startsWith(path.join(folder, 'projects') + path.sep),
  );
  const isNamed = configFolders.length === 1 && env['CLAUDE_CONFIG_DIR'] !== undefined;
  return holder === undefined || isNamed || isUsual(holder, env) ? undefined : holder;
}

function isUsual(folder: string, env: Environment): boolean {
  return path.resolve(folder) === path.join(homeFolder(env), '.claude');
}

/** Whether sessions of the list `sessions.idx`, which names no folders, are resumed without one. */
export function needsNoConfigFolder(configFolders: readonly string[], env: Environment): boolean {
  const used = configFolders.filter((folder) => fs.existsSync(path.join(folder, 'projects')));
  return used.every(
    (folder) =>
      configFolderOf(path.join(folder, 'projects', 'x'), configFolders, env) === undefined,
  );
}

function quoteWhereNeeded(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : quote(text);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
