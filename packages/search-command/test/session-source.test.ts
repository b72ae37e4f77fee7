import { captureIo, readPlainLine } from '@cco/cli';
import { expect, it, vi } from 'vitest';
import { createSessionSource } from '../src/interactive/session-source.ts';
import { searchCommand } from '../src/search-command.ts';
import type { SearchCommandOptions } from '../src/search-options.ts';
import { makeWorld, november } from './world.ts';

const DEFAULTS = readPlainLine(searchCommand(), [])?.options as unknown as SearchCommandOptions;

async function openSource() {
  const world = await makeWorld();
  for (const day of [1, 2, 3]) {
    const at = november(day);
    await world.session({ id: `s${day}`, cwd: '/code/shop', at, prompt: 'harbour' });
  }
  const { io } = captureIo({ env: world.env });
  return createSessionSource(
    { ...DEFAULTS, configFolders: [world.configDir], dataFolder: world.dataDir },
    io,
  );
}

it.each(['Looking', 'Reading', 'Indexing'])(
  'stops bringing the index up to date when told to, while it is at %s',
  async (label) => {
    const source = await openSource();
    const controller = new AbortController();
    const told: string[] = [];
    const changed = vi.fn();
    const progress = (text = 'done') => {
      told.push(text);
      if (text.startsWith(label)) controller.abort();
    };
    await source.refresh?.({ progress, changed, signal: controller.signal });
    expect(told.filter((text) => text.startsWith(label))).toHaveLength(1);
    expect(told.at(-1)).toMatch(new RegExp(`^${label}`));
    expect(changed).toHaveBeenCalledTimes(label === 'Indexing' ? 1 : 0);
    source.close();
  },
);

it('goes on to the end otherwise', async () => {
  const source = await openSource();
  const told: (string | undefined)[] = [];
  const { signal } = new AbortController();
  await source.refresh?.({ progress: (text) => told.push(text), changed() {}, signal });
  expect(told.at(-1)).toBeUndefined();
  source.close();
});
