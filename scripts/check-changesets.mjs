// An app bundles its libraries, so a change in a library reaches the app's users only with a
// release of the app: a changeset that names a library must name the apps that bundle it.
import fs from 'node:fs';
import path from 'node:path';
import { bundledInto, publishedPackages, root } from './workspace.mjs';

const all = publishedPackages();
const apps = all
  .filter(({ isApp }) => isApp)
  .map((app) => ({ app, bundled: bundledInto(app, all) }));
const folder = path.join(root, '.changeset');
const files = fs.readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');

/** @type {Map<string, Set<string>>} */
const missing = new Map();
/** @type {Set<string>} */
const released = new Set();
for (const file of files) for (const name of namesIn(file)) released.add(name);
for (const file of files) {
  for (const name of namesIn(file)) {
    if (!all.some((one) => one.name === name)) fail(`${file} names ${name}, which is no package`);
    for (const { app, bundled } of apps) {
      if (!bundled.has(name) || released.has(app.name)) continue;
      missing.set(app.name, (missing.get(app.name) ?? new Set()).add(name));
    }
  }
}
for (const [app, libraries] of missing) {
  fail(`${app} bundles ${[...libraries].join(', ')}: a changeset has to name it too`);
}
console.log(`${files.length} changesets, nothing missing`);

/** @param {string} file */
function namesIn(file) {
  const head = fs.readFileSync(path.join(folder, file), 'utf8').split('---')[1] ?? '';
  return [...head.matchAll(/^\s*["']?([^"':\s]+)["']?\s*:/gm)].map((match) => match[1] ?? '');
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
