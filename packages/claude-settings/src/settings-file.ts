import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '@cco/claude-paths';
import {
  editSettings,
  type JsonObject,
  parseSettings,
  type SettingsDraft,
} from './edit-settings.ts';
import { backUp, contentOf, replaceFile, type StoredFile, writeBeside } from './replace-file.ts';
import { SettingsError } from './settings-error.ts';

/** What a change did to a settings file. */
export interface SettingsChange {
  /** The file that was changed: the target, where the given path is a symbolic link. */
  readonly file: string;
  /** Whether the content differs from before. */
  readonly changed: boolean;
  /** Whether the file did not exist before. */
  readonly created: boolean;
  /** Where the content from before is kept; none when nothing changed or no file was there. */
  readonly backup: string | undefined;
  readonly before: string;
  readonly after: string;
}

/** Settings as they are in a file. */
export interface SettingsFile {
  /** The target, where the given path is a symbolic link. */
  readonly file: string;
  readonly exists: boolean;
  readonly settings: JsonObject;
}

/** How often a change starts anew because another program wrote the file in the meantime. */
const ATTEMPTS = 5;

/**
 * Reads a settings file. A missing one is an empty object.
 *
 * @throws SettingsError when it cannot be read or is not a JSON object in UTF-8.
 */
export function readSettings(file: string): SettingsFile {
  const target = followLinks(file);
  const stored = contentOf(target);
  const settings = explained(target, () => parseSettings(textOf(target, stored)));
  return { file: target, exists: stored !== undefined, settings };
}

/**
 * Changes a settings file in one step: other programs see the old content or the new one. The
 * old content is kept beside it as `settings.json.bak-<time>`. Permissions stay; a new file is
 * 0600. A symbolic link stays one, its target is changed. When another program writes the file
 * between reading and replacing, the change is made anew on what that program wrote.
 *
 * @param change - May be called several times, each time on fresh content.
 * @param options.dryRun - Tells what would happen and writes nothing. @default false
 * @param options.now - For the name of the backup. @default the present
 * @throws SettingsError when the file is broken or cannot be read or written, or when others
 * change it all the time. The file is then as it was.
 */
export function changeSettings(
  file: string,
  change: (draft: SettingsDraft) => void,
  options: { readonly dryRun?: boolean | undefined; readonly now?: Date | undefined } = {},
): SettingsChange {
  const target = followLinks(file);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = contentOf(target);
    const before = textOf(target, stored);
    const after = explained(target, () => editSettings(before, change));
    const changed = after !== before;
    const result = { file: target, changed, created: changed && !stored, before, after };
    if (!changed || options.dryRun) return { ...result, backup: undefined };
    const swapped = swap(target, stored, after, options.now ?? new Date());
    if (swapped) return { ...result, backup: swapped.backup };
  }
  throw new SettingsError('busy', `${target}: another program keeps changing it`, { file: target });
}

/** Replaces the file unless it changed since it was read. */
function swap(
  target: string,
  stored: StoredFile | undefined,
  content: string,
  now: Date,
): { backup: string | undefined } | undefined {
  try {
    makeFolder(path.dirname(target));
    const temporary = writeBeside(target, content, stored);
    let backup: string | undefined;
    try {
      backup = stored && backUp(target, stored, now);
      if (isUnchanged(target, stored)) {
        replaceFile(temporary, target);
        return { backup };
      }
    } catch (error) {
      remove(temporary, backup);
      throw error;
    }
    remove(temporary, backup);
    return undefined;
  } catch (error) {
    throw fileError(target, error);
  }
}

function isUnchanged(target: string, stored: StoredFile | undefined): boolean {
  const present = contentOf(target);
  if (!present || !stored) return present === stored;
  return present.bytes.equals(stored.bytes);
}

function remove(...files: (string | undefined)[]): void {
  for (const file of files) if (file !== undefined) fs.rmSync(file, { force: true });
}

function textOf(target: string, stored: StoredFile | undefined): string {
  if (!stored) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(stored.bytes);
  } catch (cause) {
    throw new SettingsError('encoding', `${target}: the file is not UTF-8`, {
      file: target,
      cause,
    });
  }
}

/** Puts the file's name into errors of the pure functions. */
function explained<Result>(target: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof SettingsError) || error.file !== undefined) throw error;
    const { code, line, column } = error;
    throw new SettingsError(code, `${target}: ${error.message}`, {
      file: target,
      line,
      column,
      cause: error,
    });
  }
}

/** A dangling link counts too: its target is what will be made. */
function followLinks(file: string): string {
  let target = path.resolve(file);
  for (let depth = 0; depth < 40; depth++) {
    let link: string;
    try {
      link = fs.readlinkSync(target);
    } catch {
      return target;
    }
    target = path.resolve(path.dirname(target), link);
  }
  throw new SettingsError('file', `${file}: its symbolic links go in a circle`, { file });
}

function fileError(target: string, error: unknown): unknown {
  if (error instanceof SettingsError || !(error instanceof Error)) return error;
  return new SettingsError('file', `${target}: ${error.message}`, { file: target, cause: error });
}
