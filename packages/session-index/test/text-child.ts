// Brings an index of words up to date in a process of its own and tells what it holds.
import { pathToFileURL } from 'node:url';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchText,
} from '../src/text/index.ts';

const [dataFolder = '', configFolder = '', worker] = process.argv.slice(2);
const index = openTextIndex({
  dataFolder,
  configFolders: [configFolder],
  worker: worker === undefined ? undefined : pathToFileURL(worker),
});
await refreshTextIndex(index, { batchBytes: 500_000 });
const parsed = parseTextQuery('the');
const matches = parsed.ok ? searchText(index, parsed.query, { snippets: false }).matches : [];
closeTextIndex(index);
console.log(JSON.stringify({ found: matches.length, notes: index.notes }));
