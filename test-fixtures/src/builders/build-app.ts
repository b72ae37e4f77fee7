import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program as users get it. */
export interface BuiltApp {
  /** Absolute path of the program, to be run by Node. */
  readonly main: string;
  /**
   * Name of a chunk with its hash.
   *
   * @throws When there is none, or several are called so.
   */
  chunk(name: string): string;
  /** Names of the chunks that a chunk loads as soon as it is loaded itself, itself first. */
  loadedWith(chunk: string): readonly string[];
  /** Code of chunks, one after the other. */
  codeOf(chunks: readonly string[]): string;
  /** Deletes the program. */
  remove(): void;
}

const BUNDLER = fileURLToPath(new URL('../../../scripts/bundle.mjs', import.meta.url));

/**
 * Bundles an app of this repository from its present sources, into a temporary folder of its own,
 * so that test files do not disturb each other.
 *
 * @param app - Folder of the app, as `apps/cco`.
 */
export function buildApp(app: string): BuiltApp {
  const folder = mkdtempSync(join(tmpdir(), 'cco-app-'));
  // What an app does not bundle it finds in its own folder.
  for (const name of ['src', 'node_modules']) {
    symlinkSync(resolve(app, name), join(folder, name), 'junction');
  }
  execFileSync(process.execPath, [BUNDLER], { cwd: folder });
  const dist = join(folder, 'dist');
  const read = (chunk: string) => readFileSync(join(dist, chunk), 'utf8');
  return {
    main: join(dist, 'main.cjs'),
    chunk(name) {
      const chunks = readdirSync(dist).filter(
        (file) => file.replace(/-[\w-]{8}\.cjs$/, '') === name,
      );
      const [chunk] = chunks;
      if (chunk === undefined || chunks.length > 1)
        throw new Error(`${name}: ${chunks.join(', ')}`);
      return chunk;
    },
    loadedWith(chunk) {
      const loaded = [chunk];
      // The list grows while it is walked.
      for (const name of loaded) {
        for (const next of requiredAtOnce(read(name))) {
          if (!loaded.includes(next)) loaded.push(next);
        }
      }
      return loaded;
    },
    codeOf: (chunks) => chunks.map(read).join('\n'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A dynamic import becomes a `require` behind a promise; all others run at once. */
function requiredAtOnce(code: string): string[] {
  return Array.from(
    code.matchAll(/(?<!\.then\(\(\)\s*=>\s*)require\("\.\/([^"]+)"\)/g),
    ([, name = '']) => name,
  );
}
