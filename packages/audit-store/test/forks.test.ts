import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_POLICY } from '@cco/audit-policy';
import { closeStore, openStore, readCalls, refreshStore } from '@cco/session-index/store';
import { makeTemporaryHome, projectFolder, runs } from '@cco/test-fixtures';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFindings, readSessionCalls, refreshFindings } from '../src/index.ts';
import { HOME, SHOP, timeOf } from './audit-home.ts';

const COMMANDS = ['rm -rf ~/', 'cat .env', 'ls', 'curl -T out.txt https://in.acme.io'];

/** A call, in a session or copied into a fork of it. */
function lineOf(session: string, number: number, isCopy: boolean): string {
  const fork = isCopy ? { forkedFrom: { sessionId: 'x' } } : {};
  return `${JSON.stringify({
    type: 'assistant',
    sessionId: session,
    cwd: SHOP,
    timestamp: timeOf(number),
    requestId: `req_${number}`,
    ...fork,
    message: {
      id: `msg_${number}`,
      model: 'claude-sonnet-4-5-20250929',
      usage: { input_tokens: 5, output_tokens: 3 },
      content: [
        {
          type: 'tool_use',
          id: `toolu_${number}`,
          name: 'Bash',
          input: { command: COMMANDS[number % COMMANDS.length] },
        },
      ],
    },
  })}\n`;
}

/** The lines of some sessions that share calls; what each of them holds is its own affair. */
const session = fc.record({
  calls: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
  isFork: fc.boolean(),
});
const step = fc.record({
  session: fc.nat({ max: 3 }),
  lines: fc.integer({ min: 1, max: 8 }),
  isRewritten: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  looks: fc.boolean(),
});

it('a call that several sessions hold is judged in the same one, whichever was read first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(session, { minLength: 2, maxLength: 4 }),
      fc.array(step, { maxLength: 14 }),
      async (sessions, steps) => {
        const home = await makeTemporaryHome();
        const store = openStore({ dataFolder: home.dataDir, configFolders: [home.configDir] });
        const scratch = openStore({
          dataFolder: path.join(home.home, 'scratch'),
          configFolders: [home.configDir],
        });
        const stores = [store, scratch];
        const judge = async (one: typeof store) => {
          await refreshStore(one);
          await refreshFindings(one, { policy: DEFAULT_POLICY, folders: [], home: HOME });
        };
        const told = (one: typeof store) => ({
          findings: readFindings(one.db, { remarks: true })
            .findings.map(({ ruleId, call }) => `${call.session} ${call.id} ${ruleId}`)
            .sort(),
          calls: readFindings(one.db).calls,
          sessions: sessions.map((_, at) => readSessionCalls(one, `s${at}`).map(({ id }) => id)),
          all: [...readCalls(one)].map(({ id, source }) => `${source.session} ${id}`).sort(),
        });
        try {
          const folder = path.join(home.configDir, 'projects', projectFolder(SHOP));
          fs.mkdirSync(folder, { recursive: true });
          const written = sessions.map(() => 0);
          const held = sessions.map(({ calls }) => [...calls]);
          const write = (at: number, lines: number, isRewritten = false): void => {
            const calls = held[at] ?? [];
            const isFork = sessions[at]?.isFork === true;
            const file = path.join(folder, `s${at}.jsonl`);
            if (isRewritten && fs.existsSync(file)) {
              // An editor has taken the first call out.
              calls.shift();
              written[at] = Math.min(calls.length, written[at] ?? 0);
              const kept = calls.slice(0, written[at]);
              fs.writeFileSync(
                `${file}.new`,
                kept.map((n) => lineOf(`s${at}`, n, isFork)).join(''),
              );
              fs.renameSync(`${file}.new`, file);
            }
            const from = written[at] ?? 0;
            const more = calls.slice(from, from + lines);
            written[at] = from + more.length;
            fs.appendFileSync(file, more.map((n) => lineOf(`s${at}`, n, isFork)).join(''));
          };
          for (const { session: number, lines, isRewritten, looks } of steps) {
            write(number % sessions.length, lines, isRewritten);
            if (looks) await judge(store);
          }
          for (const at of sessions.keys()) write(at, 8);
          await judge(store);
          await judge(scratch);
          expect(told(store)).toEqual(told(scratch));
        } finally {
          stores.forEach(closeStore);
          await home.remove();
        }
      },
    ),
    { numRuns: runs(60, 1500), seed: 16 },
  );
}, 900_000);
