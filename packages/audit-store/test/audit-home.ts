import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_POLICY, type Policy } from '@cco/audit-policy';
import { closeStore, openStore, refreshStore, type Store } from '@cco/session-index/store';
import { makeTemporaryHome, projectFolder } from '@cco/test-fixtures';
import { type RefreshFindingsSummary, refreshFindings } from '../src/index.ts';

export const HOME = '/home/mira';
export const SHOP = '/home/mira/code/shop';
const START = Date.parse('2026-11-10T09:00:00Z');

/** A call of a made-up session. */
export interface MadeCall {
  readonly id: string;
  readonly session: string;
  /** Hours since the beginning; undefined for records without a time. */
  readonly hour: number | undefined;
  readonly tool?: string | undefined;
  readonly input: unknown;
  /** Null leaves the key out. */
  readonly cwd?: string | null | undefined;
  /** Undefined: there is no result yet. */
  readonly outcome?: 'ok' | 'failed' | 'denied' | undefined;
}

/** A Bash call that went well. */
export function bash(session: string, hour: number, command: string): MadeCall {
  return { id: `toolu_${session}_${hour}`, session, hour, input: { command }, outcome: 'ok' };
}

/** A home with a store, whose transcripts grow call by call. */
export interface AuditHome {
  readonly store: Store;
  /** Appends calls, each with its result, to the transcripts of their sessions. */
  add(calls: readonly MadeCall[]): void;
  /** Appends only the result of a call. */
  addResult(call: MadeCall): void;
  fileOf(session: string): string;
  /** Brings the store and the findings up to date. */
  refresh(policy?: Policy, folders?: readonly string[]): Promise<RefreshFindingsSummary>;
  close(): Promise<void>;
}

export async function makeAuditHome(): Promise<AuditHome> {
  const temporary = await makeTemporaryHome();
  const store = openStore({
    dataFolder: temporary.dataDir,
    configFolders: [temporary.configDir],
  });
  const fileOf = (session: string): string =>
    path.join(temporary.configDir, 'projects', projectFolder(SHOP), `${session}.jsonl`);
  const append = (session: string, record: object): void => {
    fs.mkdirSync(path.dirname(fileOf(session)), { recursive: true });
    fs.appendFileSync(fileOf(session), `${JSON.stringify(record)}\n`);
  };
  const addResult = (call: MadeCall): void => {
    if (call.outcome === undefined) return;
    const isError = call.outcome !== 'ok';
    const block = { type: 'tool_result', tool_use_id: call.id, content: 'x', is_error: isError };
    const denial = call.outcome === 'denied' ? { toolDenialKind: 'user' } : {};
    append(call.session, {
      ...envelope('user', call),
      ...denial,
      message: { role: 'user', content: [block] },
    });
  };
  return {
    store,
    fileOf,
    addResult,
    add(calls) {
      for (const call of calls) {
        const { id, tool: name = 'Bash', input, session } = call;
        append(session, {
          ...envelope('assistant', call),
          message: { role: 'assistant', content: [{ type: 'tool_use', id, name, input }] },
        });
        addResult(call);
      }
    },
    async refresh(policy = DEFAULT_POLICY, folders = []) {
      await refreshStore(store);
      return refreshFindings(store, { policy, folders, home: HOME });
    },
    async close() {
      closeStore(store);
      await temporary.remove();
    },
  };
}

function envelope(type: string, { session: sessionId, hour, cwd = SHOP }: MadeCall): object {
  const time = hour === undefined ? {} : { timestamp: timeOf(hour) };
  return { type, sessionId, ...time, ...(cwd === null ? {} : { cwd }) };
}

export function timeOf(hour: number): string {
  return new Date(START + hour * 3_600_000).toISOString();
}
