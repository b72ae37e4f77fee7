import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const app = path.resolve(import.meta.dirname, '..');

/** Bundles the app into a folder of its own, so that test files do not disturb each other. */
export function buildApp(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'app-'));
  fs.symlinkSync(path.join(app, 'src'), path.join(folder, 'src'), 'junction');
  execFileSync(process.execPath, [path.resolve(app, '../../scripts/bundle.mjs')], { cwd: folder });
  return path.join(folder, 'dist', 'main.cjs');
}
