// Brings a store up to date in a process of its own: `child <data folder> <config folder>`.
import { pathToFileURL } from 'node:url';
import { closeStore, openStore, readMessages, refreshStore } from '../src/store/index.ts';

const [dataFolder = '', configFolder = '', worker] = process.argv.slice(2);
const store = openStore({
  dataFolder,
  configFolders: [configFolder],
  worker: worker === undefined ? undefined : pathToFileURL(worker),
});
process.stdout.write('open\n');
await refreshStore(store, { batchSize: 40 });
process.stdout.write(
  `${JSON.stringify({ messages: readMessages(store).length, notes: store.notes })}\n`,
);
closeStore(store);
