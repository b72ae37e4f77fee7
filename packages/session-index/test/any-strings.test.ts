import fs from 'node:fs';
import path from 'node:path';
import { makeTemporaryHome, runs, type TemporaryHome } from '@cco/test-fixtures';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { refreshIndex } from '../src/index.ts';
import {
  archivedSessions,
  closeStore,
  openStore,
  readCalls,
  readDaySums,
  readMessages,
  readPlaces,
  readProblems,
  readSessions,
  readUsage,
  refreshStore,
} from '../src/store/index.ts';
import {
  closeTextIndex,
  openTextIndex,
  parseTextQuery,
  refreshTextIndex,
  searchText,
} from '../src/text/index.ts';
import { indexOf } from './home.ts';

let temporary: TemporaryHome;
beforeEach(async () => {
  temporary = await makeTemporaryHome();
});
afterEach(() => temporary.remove());

/** Any string of UTF-16 units: with halves of surrogate pairs, NUL and controls. */
const units = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 0xffff }) },
  { weight: 2, arbitrary: fc.integer({ min: 0xd800, max: 0xdfff }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 0x5c, 0x22, 0x75, 0x64, 0xfffd) },
);
const anyString = fc
  .tuple(fc.array(units, { maxLength: 12 }), fc.constantFrom(1, 1, 1, 1, 2000))
  .map(([codes, times]) => String.fromCharCode(...codes).repeat(times));

/** A session of which every string that anything keeps is any string. */
const session = fc.record({
  cwd: anyString,
  prompt: anyString,
  title: anyString,
  session: anyString,
  agent: anyString,
  branch: anyString,
  message: anyString,
  request: anyString,
  model: anyString,
  tool: anyString,
  call: anyString,
  input: anyString,
  tier: anyString,
});

function linesOf(one: typeof session extends fc.Arbitrary<infer Value> ? Value : never): string {
  const envelope = {
    cwd: one.cwd,
    sessionId: one.session,
    agentId: one.agent,
    gitBranch: one.branch,
    timestamp: '2026-03-02T09:00:00Z',
  };
  const records = [
    { type: 'user', message: { role: 'user', content: one.prompt }, ...envelope },
    { type: 'custom-title', customTitle: one.title },
    { type: 'relocated', relocatedCwd: one.cwd },
    { type: 'worktree-state', worktreeSession: { originalCwd: one.cwd } },
    { type: 'cost-state', totalCostUSD: 1, modelUsage: { [one.model]: { name: one.model } } },
    {
      type: 'assistant',
      requestId: one.request,
      attributionAgent: one.agent,
      attributionSkill: one.title,
      attributionMcpServer: one.tool,
      message: {
        id: one.message,
        model: one.model,
        stop_reason: 'tool_use',
        usage: { input_tokens: 7, output_tokens: 3, service_tier: one.tier, speed: one.tier },
        content: [
          { type: 'text', text: one.prompt },
          { type: 'tool_use', id: one.call, name: one.tool, input: { [one.input]: one.input } },
          { type: 'tool_use', id: `${one.call}2`, name: 'Read', input: { file_path: one.cwd } },
        ],
      },
      ...envelope,
    },
    {
      type: 'user',
      message: {
        content: [{ type: 'tool_result', tool_use_id: one.call, content: one.input }],
      },
      ...envelope,
    },
  ];
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

const isWhole = (value: unknown) => JSON.stringify(value).match(/\\ud[89a-f]../i) === null;

it('keeps and gives any string of a record, well-formed', async () => {
  const folder = path.join(temporary.configDir, 'projects', '-p');
  fs.mkdirSync(folder, { recursive: true });
  let number = 0;
  const add = (text: string) => {
    const id = `${String(number++).padStart(8, '0')}-1111-4111-8111-111111111111`;
    fs.writeFileSync(path.join(folder, `${id}.jsonl`), text);
  };
  await fc.assert(
    fc.asyncProperty(session, async (one) => {
      // Twice: what two sessions share is kept in other ways.
      add(linesOf(one));
      add(linesOf(one));
      const options = indexOf(temporary);
      const { sessions } = await refreshIndex(options);
      expect(isWhole(sessions.map(({ cwd, preview }) => [cwd, preview]))).toBe(true);
      const store = openStore(options);
      const index = openTextIndex(options);
      try {
        await refreshStore(store);
        const messages = readMessages(store);
        const usage = readUsage(store);
        const calls = [...readCalls(store)];
        const sums = readDaySums(store, () => ({ offsets: [{ from: 0, offset: 0 }], edges: [] }));
        const places = readPlaces(store);
        const known = [readSessions(store), archivedSessions(store), readProblems(store)];
        expect(isWhole([messages, usage, calls, sums, places, known])).toBe(true);
        const total = messages.reduce((sum, { input }) => sum + input, 0);
        expect(usage.reduce((sum, { input }) => sum + input, 0)).toBe(total);
        expect(total).toBeGreaterThanOrEqual(7);
        expect(store.notes).toEqual([]);
        await refreshTextIndex(index);
        const parsed = parseTextQuery('"needle"');
        if (parsed.ok) searchText(index, parsed.query, { archived: true });
        expect(index.notes).toEqual([]);
      } finally {
        closeStore(store);
        closeTextIndex(index);
      }
    }),
    { numRuns: runs(20, 100), seed: 41 },
  );
}, 900_000);
