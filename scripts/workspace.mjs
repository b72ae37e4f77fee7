// The packages of the workspace, read from their folders.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @typedef {{ name: string, version: string, private?: boolean, bin?: Record<string, string>, exports?: Record<string, unknown>, dependencies?: Record<string, string>, devDependencies?: Record<string, string> }} Manifest */
/** @typedef {{ name: string, folder: string, isApp: boolean, manifest: Manifest }} WorkspacePackage */

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Imports a package of the workspace as it was built; a path of Windows is no import by itself.
 *
 * @param {string} folder
 */
export function importBuilt(folder) {
  return import(pathToFileURL(path.join(root, folder, 'dist', 'index.js')).href);
}

/**
 * Lists the packages that are published: the libraries, then the apps.
 *
 * @returns {WorkspacePackage[]}
 */
export function publishedPackages() {
  return ['packages', 'apps'].flatMap((place) =>
    fs.readdirSync(path.join(root, place)).flatMap((entry) => {
      const folder = path.join(root, place, entry);
      const file = path.join(folder, 'package.json');
      if (!fs.existsSync(file)) return [];
      const manifest = /** @type {Manifest} */ (JSON.parse(fs.readFileSync(file, 'utf8')));
      return manifest.private
        ? []
        : [{ name: manifest.name, folder, isApp: place === 'apps', manifest }];
    }),
  );
}

/**
 * Lists the workspace's packages that end up in an app's bundle, whether named by the app or by
 * what it names.
 *
 * @param {WorkspacePackage} app
 * @param {readonly WorkspacePackage[]} all
 * @returns {Set<string>}
 */
export function bundledInto(app, all) {
  /** @type {Set<string>} */
  const found = new Set();
  const open = Object.keys(app.manifest.devDependencies ?? {});
  while (open.length > 0) {
    const name = open.pop();
    const library = all.find((one) => one.name === name && !one.isApp);
    if (!library || found.has(library.name)) continue;
    found.add(library.name);
    open.push(...Object.keys(library.manifest.dependencies ?? {}));
  }
  return found;
}
