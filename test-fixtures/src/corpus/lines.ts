import { createRandom, mix, type Random } from '../random.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Filler } from './filler.ts';
import type { LineMix } from './line-mix.ts';
import type { PlannedAgent, PlannedSession } from './plan.ts';
import type { TextSource, TextStyle } from './text-source.ts';

/** What all files of a corpus share. */
export interface Services {
  readonly writer: ByteWriter;
  readonly text: TextSource;
  readonly filler: Filler;
  readonly mix: LineMix;
  /** No record is later than this, milliseconds. */
  readonly until: number;
  readonly clean: boolean;
}

/** The lines of the file that is being written: envelopes, times, line ends, oddities. */
export interface Lines extends Omit<Services, 'text'> {
  readonly session: PlannedSession;
  /** Set when the file is a subagent's. */
  readonly agent: PlannedAgent | undefined;
  readonly random: Random;
  /** Draws the commands that are run. */
  readonly shell: Random;
  /** Bytes still to write; negative when the file has become larger than planned. */
  remaining(): number;
  /** Time of the last record, milliseconds. */
  time(): number;
  uuid(): string;
  /** The time of the next record, ISO. */
  nextTime(): string;
  /** Starts a line and counts it. */
  begin(type: string): void;
  /** Starts a chain record up to the keys of its own; it has to end with `endChain`. */
  beginChain(type: string): void;
  /** Ends a chain record: uuid, time, and what the whole session has in common. */
  endChain(): string;
  /** Ends a line. */
  end(): void;
  /** Appends text with this mean length and returns where it stands in `writer.bytes`. */
  words(mean: number, style: TextStyle): readonly [start: number, end: number];
  /** Draws a length in bytes with this mean. */
  drawLength(mean: number): number;
  /** Appends about this many bytes of text. */
  text(count: number, style: TextStyle): void;
  /** Changes the working directory for the records that follow. */
  changeDirectory(): void;
}

/** Where a file begins. */
export interface LinesOptions {
  readonly session: PlannedSession;
  readonly agent: PlannedAgent | undefined;
  readonly size: number;
  /** Time of the first record, milliseconds. */
  readonly startedAt: number;
  /** The `sessionId` inside, when it is not the one of the file's name. */
  readonly sessionId: string;
}

/** How often an oddity happens, per line. */
const TORN = 1 / 4000;
const JOINED = 1 / 6000;
const BACKWARDS = 0.007;
const SIDECHAIN_IN_MAIN = 0.05;
const LONGEST_TEXT = 400_000;
const SPREAD = 1.2;

/** Starts the lines of a file; the services' writer has to be open. */
export function createLines(services: Services, options: LinesOptions): Lines {
  const { session, agent } = options;
  const { writer, text, clean } = services;
  const random = createRandom(mix(agent?.seed ?? session.seed, 0x11e5));
  const shell = createRandom(mix(agent?.seed ?? session.seed, 0x5e11));
  const isSidechain = agent !== undefined;
  // Version 1.0 wrote its subagents' lines into the main file.
  const mixesSidechains = !clean && session.version.startsWith('1.0.');
  const agentKey = isSidechain ? `,"agentId":"${agent.agentId}"` : '';
  let clock = options.startedAt;
  let parent = 'null';
  let tail = tailOf(session.cwd);

  function tailOf(cwd: string): string {
    return (
      `,"userType":"external","entrypoint":"${session.entrypoint}","cwd":${JSON.stringify(cwd)},` +
      `"sessionId":"${options.sessionId}","version":"${session.version}","gitBranch":"${session.gitBranch}"}`
    );
  }
  const uuid = (): string => {
    const [a, b, c, d] = [random.uint32(), random.uint32(), random.uint32(), random.uint32()];
    const [one, two, three] = [hex(a), hex(b), hex(c)];
    return `${one}-${two.slice(0, 4)}-4${two.slice(5)}-a${three.slice(1, 4)}-${three.slice(4)}${hex(d)}`;
  };
  const nextTime = (): string => {
    clock = Math.min(services.until, clock + 150 + random.below(9000));
    const back = !clean && random.chance(BACKWARDS) ? random.below(3_600_000) : 0;
    return new Date(clock - back).toISOString();
  };
  const begin = (type: string): void => {
    if (!clean && random.chance(TORN)) {
      writer.put('put_tokens":12,"service_tier":"standard"}},"type":"assistant"}\n');
    }
    services.mix.count(type);
  };
  const end = (): void => {
    if (clean || !random.chance(JOINED)) writer.put('\n');
  };
  const remaining = (): number => options.size - writer.flushed - writer.at;
  const drawLength = (mean: number): number => {
    const drawn = mean * Math.exp(SPREAD * random.normal() - (SPREAD * SPREAD) / 2);
    const room = Math.max(48, remaining() / 3);
    return Math.ceil(Math.min(drawn, room, LONGEST_TEXT));
  };
  return {
    ...services,
    session,
    agent,
    random,
    shell,
    remaining,
    time: () => clock,
    uuid,
    nextTime,
    begin,
    beginChain(type) {
      begin(type);
      const side = isSidechain || (mixesSidechains && random.chance(SIDECHAIN_IN_MAIN));
      writer.put(`{"parentUuid":${parent},"isSidechain":${side}${agentKey}`);
    },
    endChain() {
      const id = uuid();
      parent = `"${id}"`;
      writer.put(`,"uuid":"${id}","timestamp":"${nextTime()}"${tail}`);
      end();
      return id;
    },
    end,
    words(mean, style) {
      const start = writer.at;
      text.write(writer, drawLength(mean), style);
      return [start, writer.at];
    },
    drawLength,
    text: (count, style) => text.write(writer, count, style),
    changeDirectory() {
      const below = random.pick(['src', 'packages', 'test', 'docs']);
      const separator = session.cwd.includes('\\') ? '\\' : '/';
      tail = tailOf(random.chance(0.5) ? `${session.cwd}${separator}${below}` : session.cwd);
    },
  };
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
