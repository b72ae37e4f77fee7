import fs from 'node:fs';
import path from 'node:path';
import { captureIo } from '@cco/cli';
import { closeStore, openStore, refreshStore } from '@cco/session-index/store';
import { makeTemporaryHome, type TemporaryHome } from '@cco/test-fixtures';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { repairAfter } from '../src/index.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
  fs.mkdirSync(path.join(temporary.configDir, 'projects'), { recursive: true });
  const { configDir, dataDir } = temporary;
  const store = openStore({ configFolders: [configDir], dataFolder: dataDir });
  await refreshStore(store);
  closeStore(store);
});
afterEach(() => temporary.remove());

const STORE = () => path.join(temporary.dataDir, 'store.db');

it('sets a damaged database aside, says so, and wants the command to run again', async () => {
  fs.writeFileSync(STORE(), fs.readFileSync(STORE()).fill(0xff, 4096 * 2));
  const { io, err } = captureIo({ env: temporary.env });
  expect(await repairAfter(new Error('whatever it met'), io)).toBe(true);
  expect(err()).toContain('The index was rebuilt: it was damaged.');
  expect(fs.existsSync(`${STORE()}.damaged`)).toBe(true);
  // Once it is repaired, another error has another cause.
  expect(await repairAfter(new Error('again'), io)).toBe(false);
});

it('leaves faults alone that have another cause', async () => {
  const bytes = fs.readFileSync(STORE());
  const { io, err } = captureIo({ env: temporary.env });
  expect(await repairAfter(new TypeError('bug'), io)).toBe(false);
  expect(err()).toBe('');
  expect(fs.readFileSync(STORE()).equals(bytes)).toBe(true);
});
