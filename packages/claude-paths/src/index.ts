/**
 * Where Claude Code keeps things, and where cco keeps its own.
 *
 * @module
 */

export { appendLine } from './append-line.ts';
export { baseName } from './base-name.ts';
export { configFolders, primaryConfigFolder } from './config-folders.ts';
export { dataFolder } from './data-folder.ts';
export { type Environment, expandHome, homeFolder } from './home-folder.ts';
export { logFolder } from './log-folder.ts';
export { makeFolder } from './make-folder.ts';
export { isProjectSlugOf, projectSlug } from './project-slug.ts';
export { writeFileAtomic } from './write-file-atomic.ts';
