import fs from 'node:fs';
import path from 'node:path';
import { createJsonlParser, type JsonObject } from '@cco/jsonl-parse';

/** A message as the slow, obvious implementation of the counting rules sees it. */
export interface SlowMessage {
  readonly file: string;
  readonly session: string;
  readonly model: string;
  readonly agentId: string | null;
  readonly time: number | undefined;
  readonly input: number;
  readonly output: number;
  readonly write5m: number;
  readonly write1h: number;
  readonly read: number;
  readonly searches: number;
  readonly isFinal: boolean;
}

interface Entry {
  file: string;
  line: number;
  session: string;
  rank: number;
  time: number;
  forked: number;
  model: string;
  agentId: string | null;
  counters: number[];
  final: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: the records are what they are
type Any = any;

/** Counts all transcripts of a config folder: whole files in memory, every line parsed. */
export function countSlowly(configFolder: string): Map<string, SlowMessage> {
  const root = path.join(configFolder, 'projects');
  const files = fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl') && !/\.orphaned-|\.superseded/.test(name))
    .map((name) => path.join(root, name))
    .sort();
  const entries = new Map<string, Entry[]>();
  for (const file of files) {
    const records: JsonObject[] = [];
    const parser = createJsonlParser({ onRecord: (record) => records.push(record) });
    parser.push(fs.readFileSync(file));
    parser.end();
    const session = sessionOf(root, file, records);
    records.forEach((record: Any, line) => {
      let shown = record;
      let rank = record.isSidechain === true ? 1 : 0;
      let agentId = string(record.agentId);
      if (record.type === 'progress' && record.data?.type === 'agent_progress') {
        shown = record.data.message;
        rank = 2;
        agentId = string(record.data.agentId) ?? agentId;
      }
      if (shown?.type !== 'assistant') return;
      const { message } = shown;
      const usage = message?.usage;
      if (usage === null || typeof usage !== 'object' || message.model === '<synthetic>') return;
      const key = keyOf(shown, string(record.sessionId), agentId);
      const base = {
        file,
        line,
        session,
        rank,
        time: timeOf(shown.timestamp ?? record.timestamp),
        forked: shown.forkedFrom ? 1 : 0,
        agentId,
      };
      const add = (name: string, counts: Any, model: string, final: boolean) => {
        const counters = countersOf(counts);
        if (counters.every((count) => count === 0)) return;
        const known = entries.get(name) ?? [];
        known.push({ ...base, model, counters, final });
        entries.set(name, known);
      };
      add(key, usage, string(message.model) ?? '', typeof message.stop_reason === 'string');
      for (const iteration of Array.isArray(usage.iterations) ? usage.iterations : []) {
        if (iteration?.type !== 'advisor_message' || !string(iteration.model)) continue;
        const content = JSON.stringify([iteration.model, countersOf(iteration)]);
        add(`${key} advisor ${content}`, iteration, iteration.model, true);
      }
    });
  }
  return new Map([...entries].map(([key, lines]) => [key, merge(lines)]));
}

function merge(lines: readonly Entry[]): SlowMessage {
  const [owner] = [...lines].sort(
    (a, b) =>
      a.rank - b.rank ||
      Math.sign(a.time - b.time) ||
      a.forked - b.forked ||
      (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line),
  ) as [Entry];
  const largest = (index: number) => Math.max(...lines.map(({ counters }) => counters[index] ?? 0));
  const [input, output, write, m5, h1, read, searches] = [0, 1, 2, 3, 4, 5, 6].map(largest) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const time = Math.min(...lines.map((line) => line.time));
  return {
    file: owner.file,
    session: owner.session,
    model: owner.model,
    agentId: owner.agentId,
    time: time === Number.MAX_VALUE ? undefined : time,
    input,
    output,
    write5m: m5 + Math.max(0, write - m5 - h1),
    write1h: h1,
    read,
    searches,
    isFinal: lines.some(({ final }) => final),
  };
}

function sessionOf(root: string, file: string, records: readonly JsonObject[]): string {
  const [, second = '', ...deeper] = path.relative(root, file).split(path.sep);
  if (deeper.length > 0) return second;
  const stem = second.replace(/\.jsonl$/, '');
  if (!stem.startsWith('agent-')) return stem;
  const named = records.find(({ sessionId }) => typeof sessionId === 'string');
  return (named?.['sessionId'] as string | undefined) ?? stem.replace('agent-', '');
}

function keyOf(record: Any, sessionId: string | null, agentId: string | null): string {
  const id = string(record.message.id);
  if (id === null) return `line ${record.uuid}`;
  const requestId = string(record.requestId);
  return requestId === null ? `${id} in ${sessionId} by ${agentId}` : `${id} ${requestId}`;
}

function countersOf(usage: Any): number[] {
  return [
    usage.input_tokens,
    usage.output_tokens,
    usage.cache_creation_input_tokens,
    usage.cache_creation?.ephemeral_5m_input_tokens,
    usage.cache_creation?.ephemeral_1h_input_tokens,
    usage.cache_read_input_tokens,
    usage.server_tool_use?.web_search_requests,
  ].map((value) => (Number.isInteger(value) && value >= 0 && value <= 1e12 ? value : 0));
}

function timeOf(value: unknown): number {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? Number.MAX_VALUE : time;
}

function string(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
