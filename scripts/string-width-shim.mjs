// Stands in for string-width inside the bundles; see bundle.mjs.
export { displayWidth as default } from '../packages/terminal/src/width.ts';
