import { closeSync, copyFileSync, mkdirSync, openSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRandom, mix } from '../random.ts';
import { createByteWriter } from './byte-writer.ts';
import { writeConversation } from './conversation.ts';
import { drawOddity, type FileOddity } from './file-oddity.ts';
import { createFiller } from './filler.ts';
import { createLineMix } from './line-mix.ts';
import { createLines, type Lines, type Services } from './lines.ts';
import { writeMetadataOnly } from './metadata-lines.ts';
import { type PlannedAgent, type PlannedSession, planCorpus } from './plan.ts';
import { createTextSource } from './text-source.ts';
import { createVocabulary } from './vocabulary.ts';

/** What to generate. */
export interface CorpusOptions {
  /** The config folder to fill; files go to `<out>/projects`. */
  readonly out: string;
  /** Bytes of all transcripts together, about. */
  readonly size: number;
  /** @default 1 */
  readonly seed?: number | undefined;
  /** Number of transcripts that share the size. @default what the measured sizes give */
  readonly files?: number | undefined;
  /** Distinct words. @default 1000000 */
  readonly vocabulary?: number | undefined;
  /** The last day, `YYYY-MM-DD` (UTC). @default '2026-11-01' */
  readonly until?: string | undefined;
  /** Leaves out all oddities: every line parses. @default false */
  readonly clean?: boolean | undefined;
  /** Is told how far the work is. */
  readonly onProgress?:
    | ((done: { readonly bytes: number; readonly files: number }) => void)
    | undefined;
}

/** What has been generated. */
export interface CorpusFacts {
  /** Transcripts, copies included; journals are not counted. */
  readonly files: number;
  readonly mainFiles: number;
  readonly subagentFiles: number;
  readonly bytes: number;
  /** Records by type; those that forks and copies repeat are not counted. */
  readonly linesByType: Readonly<Record<string, number>>;
}

/**
 * Generates a config folder full of transcripts with the sizes and the mix of real ones. The same
 * options give the same bytes.
 *
 * @example
 * generateCorpus({ out: folder, size: 4 * 1024 ** 2, vocabulary: 20_000, clean: true }).files; // 6
 */
export function generateCorpus(options: CorpusOptions): CorpusFacts {
  const seed = options.seed ?? 1;
  const clean = options.clean ?? false;
  const until = Date.parse(`${options.until ?? '2026-11-01'}T23:59:59.000Z`);
  const text = createTextSource(createVocabulary(options.vocabulary ?? 1_000_000, seed));
  const services: Services = {
    writer: createByteWriter(),
    text,
    filler: createFiller(text, seed, createRandom(mix(seed, 0xf2))),
    mix: createLineMix(),
    until,
    clean,
  };
  const facts = { files: 0, mainFiles: 0, subagentFiles: 0, bytes: 0 };
  const projects = join(options.out, 'projects');
  const sessions = planCorpus({ size: options.size, files: options.files, seed, until, clean });
  const random = createRandom(mix(seed, 0x0dd));
  let head: Buffer = Buffer.alloc(0);
  let previous: PlannedSession | undefined;
  let previousEnd = 0;
  // What a file is larger than planned, the next is smaller.
  let surplus = 0;

  for (const session of sessions) {
    const folder = join(projects, session.folder);
    mkdirSync(folder, { recursive: true });
    const oddity = clean ? 'none' : drawOddity(random, session.size);
    const size = wantedSize(session.size, surplus);
    const fork =
      session.forksPrevious && previous !== undefined
        ? renameSession(cutLines(head, size * 0.6), previous.sessionId, session.sessionId)
        : undefined;
    const startedAt = Math.min(
      until,
      fork === undefined ? session.startedAt : previousEnd + FORK_DELAY_MS,
    );
    const main = writeFile(services, {
      startedAt,
      path: join(folder, `${session.sessionId}.jsonl`),
      session,
      agent: undefined,
      size,
      oddity,
      fork,
    });
    surplus += main.bytes - session.size;
    head = main.head;
    previousEnd = main.lastTime;
    facts.mainFiles++;
    facts.bytes += main.bytes;
    if (!clean && main.bytes < COPY_LIMIT && random.chance(COPIED)) {
      const copy = join(projects, `${session.folder}-old`, `${session.sessionId}.jsonl`);
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(main.path, copy);
      utimesSync(copy, main.lastTime / 1000, main.lastTime / 1000);
      facts.mainFiles++;
      facts.bytes += main.bytes;
    }
    for (const agent of session.agents) {
      const path = join(folder, ...agent.path.split('/'));
      mkdirSync(dirname(path), { recursive: true });
      const agentSize = wantedSize(agent.size, surplus);
      const file = writeFile(services, {
        startedAt: Math.min(until, startedAt + AGENT_DELAY_MS),
        path,
        session,
        agent,
        size: agentSize,
        oddity: clean ? 'none' : drawOddity(random, agent.size),
        fork: undefined,
      });
      surplus += file.bytes - agent.size;
      facts.subagentFiles++;
      facts.bytes += file.bytes;
      writeSideFiles(path, session, agent);
    }
    previous = session;
    facts.files = facts.mainFiles + facts.subagentFiles;
    options.onProgress?.({ bytes: facts.bytes, files: facts.files });
  }
  return { ...facts, linesByType: { ...services.mix.counts } };
}

const COPIED = 0.008;
const COPY_LIMIT = 1 << 20;
const HEAD_BYTES = 256 * 1024;
const FORK_DELAY_MS = 3_600_000;
const AGENT_DELAY_MS = 20_000;

interface FileOrder {
  readonly path: string;
  readonly session: PlannedSession;
  readonly agent: PlannedAgent | undefined;
  readonly size: number;
  /** Time of its first record, milliseconds. */
  readonly startedAt: number;
  readonly oddity: FileOddity;
  /** Lines of another session that this one continues. */
  readonly fork: Buffer | undefined;
}

interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  readonly lastTime: number;
  /** Its first lines, for a fork. */
  readonly head: Buffer;
}

function writeFile(services: Services, order: FileOrder): WrittenFile {
  const { session, agent, oddity } = order;
  const { writer } = services;
  const seed = agent?.seed ?? session.seed;
  const file = openSync(order.path, 'w', 0o600);
  writer.open(file);
  services.text.startFile(mix(seed, 0x7e47));
  const lines = createLines(services, {
    session,
    agent,
    size: order.size,
    startedAt: order.startedAt,
    sessionId:
      oddity === 'other session id' ? `f0000000${session.sessionId.slice(8)}` : session.sessionId,
  });
  let head: Buffer | undefined;
  if (order.fork !== undefined) writer.putBytes(order.fork, 0, order.fork.length);
  writeContent(lines, oddity, () => {
    if (head === undefined && writer.at >= HEAD_BYTES) head = cutLines(writer.bytes, HEAD_BYTES);
  });
  head ??= cutLines(writer.bytes.subarray(0, writer.at), HEAD_BYTES);
  if (oddity === 'no last newline') writer.at = Math.max(0, writer.at - 1);
  if (oddity === 'half-written last line') writer.put('{"parentUuid":null,"isSidech');
  writer.flush(true);
  closeSync(file);
  const lastTime = lines.time();
  utimesSync(order.path, lastTime / 1000, lastTime / 1000);
  return { path: order.path, bytes: writer.flushed, lastTime, head };
}

function writeContent(lines: Lines, oddity: FileOddity, onRoom: () => void): void {
  if (oddity === 'empty') return;
  if (oddity === 'metadata only') writeMetadataOnly(lines);
  else writeConversation(lines, { withPrompts: oddity !== 'no user line', onRoom });
}

/** Writes what stands beside a subagent's transcript: its description, a workflow's journal. */
function writeSideFiles(path: string, session: PlannedSession, agent: PlannedAgent): void {
  if (session.era === 'old') return;
  const meta = { agentType: 'general-purpose', description: `Task of ${agent.agentId}` };
  writeFileSync(path.replace(/\.jsonl$/, '.meta.json'), JSON.stringify(meta), { mode: 0o600 });
  if (agent.workflow === undefined) return;
  const key = `v1:${agent.agentId.slice(1, 9)}`;
  const records = [
    { type: 'started', key, agentId: agent.agentId, label: 'step', phase: 'run' },
    { type: 'result', key, agentId: agent.agentId, result: 'done' },
  ];
  writeFileSync(
    join(dirname(path), 'journal.jsonl'),
    records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    { flag: agent === session.agents[0] ? 'w' : 'a', mode: 0o600 },
  );
}

/** Never less than half, so that a file stays what it was planned to be. */
function wantedSize(planned: number, surplus: number): number {
  return Math.max(planned * 0.5, planned - Math.max(-planned, surplus));
}

/** Copies the whole lines at the start of some bytes. */
function cutLines(bytes: Buffer, limit: number): Buffer {
  const end = bytes.lastIndexOf(10, Math.max(0, Math.floor(limit) - 1));
  return Buffer.from(bytes.subarray(0, end + 1));
}

/** Puts another session id in place of one; both have the same length. */
function renameSession(lines: Buffer, from: string, to: string): Buffer {
  const wanted = Buffer.from(to);
  for (let at = lines.indexOf(from); at !== -1; at = lines.indexOf(from, at + from.length)) {
    wanted.copy(lines, at);
  }
  return lines;
}
