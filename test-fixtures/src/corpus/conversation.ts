import { type ApiMessage, apiMessage } from './api-message.ts';
import type { Lines } from './lines.ts';
import { writeMetadata } from './metadata-lines.ts';
import { writeProgress } from './progress-lines.ts';
import { writeShellCommand } from './shell-commands.ts';
import { pickTool, type ToolShape } from './tool-calls.ts';

/** Share of messages that call no tool and so end a turn. */
const TURN_END = 0.3;
const AGENT_TURN_END = 0.04;
const THINKING = 0.5;
const TEXT = 0.46;
const FAILED = 0.07;
const WITHOUT_STRUCTURED = 0.12;
/** Per result of Read. */
const IMAGE = 0.04;
const IMAGE_BYTES = 190_000;
const PROMPT_BYTES = 1100;
const ANSWER_BYTES = 380;
const THOUGHT_BYTES = 180;
/** Messages of a file without a user's line: such files are short. */
const UNPROMPTED = 4;
/** Oddities, per message or result. */
const NO_USAGE = 1 / 3000;
const NO_ID = 1 / 2500;
const LONE_TEXT = 1 / 2500;
const ODD_CHARACTER = 1 / 700;

/**
 * Writes turns until the file has its size. A subagent gets one prompt, a session one per turn.
 *
 * @param options.withPrompts - False for the odd session without a user's line.
 */
export function writeConversation(
  lines: Lines,
  options: { readonly withPrompts: boolean; readonly onRoom: () => void },
): void {
  const { random, writer } = lines;
  const isAgent = lines.agent !== undefined;
  const shown: number[] = [];
  const drifts = !isAgent && random.chance(0.21);
  const seed = lines.agent?.seed ?? lines.session.seed;
  let messages = 0;
  let turnEnded = true;
  do {
    if (turnEnded && options.withPrompts && (!isAgent || messages === 0)) writePrompt(lines);
    const message = apiMessage(seed, messages++, lines.session.isClaude);
    const isLast = random.chance(isAgent ? AGENT_TURN_END : TURN_END) || !options.withPrompts;
    const calls = writeMessage(lines, message, isLast);
    for (const call of calls) {
      writeProgress(lines, call.id, shown);
      writeResult(lines, call);
    }
    turnEnded = calls.length === 0;
    if (!isAgent) writeMetadata(lines);
    if (drifts && random.chance(0.02)) lines.changeDirectory();
    options.onRoom();
    writer.flush();
  } while (lines.remaining() > 0 && (options.withPrompts || messages < UNPROMPTED));
}

interface Call {
  readonly id: string;
  readonly tool: ToolShape;
  /** The path of the input, as it stands in JSON. */
  readonly path: string;
}

function writePrompt(lines: Lines): void {
  const { writer, session } = lines;
  lines.beginChain('user');
  writer.put(
    session.era === 'recent' ? `,"promptId":"${lines.uuid()}","type":"user"` : ',"type":"user"',
  );
  writer.put(',"message":{"role":"user","content":"');
  lines.words(PROMPT_BYTES, 'prose');
  writer.put('"}');
  lines.endChain();
}

/** Writes an API message, a line for each block, and returns its tool calls. */
function writeMessage(lines: Lines, message: ApiMessage, isLast: boolean): Call[] {
  const { random, clean } = lines;
  const toolCount = isLast ? 0 : 1 + draw(random.fraction(), [0.5, 0.76, 0.89, 0.96]);
  const thinks = random.chance(THINKING);
  const speaks = random.chance(TEXT) || (toolCount === 0 && !thinks);
  const blocks = Number(thinks) + Number(speaks) + toolCount;
  const hasUsage = clean || !random.chance(NO_USAGE);
  const hasId = clean || !random.chance(NO_ID);
  const isLone = !clean && blocks === 1 && speaks && random.chance(LONE_TEXT * 4);
  let written = 0;
  const line = (writeBlock: () => void): void => {
    written++;
    const isFinal = written === blocks;
    writeAssistantLine(lines, message, { isFinal, isLast, hasUsage, hasId, isLone }, writeBlock);
  };
  if (thinks) line(() => writeThinking(lines));
  if (speaks) line(() => writeAnswer(lines, isLone));
  return Array.from({ length: toolCount }, () => {
    const call = planCall(lines);
    line(() => writeToolUse(lines, call));
    return call;
  });
}

function writeAssistantLine(
  lines: Lines,
  message: ApiMessage,
  is: {
    readonly isFinal: boolean;
    readonly isLast: boolean;
    readonly hasUsage: boolean;
    readonly hasId: boolean;
    readonly isLone: boolean;
  },
  writeBlock: () => void,
): void {
  const { writer, session, agent } = lines;
  const output = is.isFinal ? message.output : message.earlyOutput;
  // Subagents of these versions often end without a stop reason.
  const isOpen = !is.isFinal || (agent !== undefined && session.era === 'progress');
  const stop = isOpen ? 'null' : is.isLast ? '"end_turn"' : '"tool_use"';
  const id = is.hasId ? `"id":"${message.id}",` : '';
  const request = session.isClaude && is.hasId ? `,"requestId":"${message.requestId}"` : '';
  lines.beginChain('assistant');
  writer.put(
    `,"message":{"model":"${agent?.model ?? session.model}",${id}"type":"message","role":"assistant","content":`,
  );
  if (!is.isLone) writer.put('[');
  writeBlock();
  if (!is.isLone) writer.put(']');
  writer.put(
    `,"stop_reason":${stop},"stop_sequence":null,"usage":${is.hasUsage ? message.usage(output) : 'null'}}` +
      `${request},"type":"assistant"`,
  );
  lines.endChain();
}

function writeThinking(lines: Lines): void {
  const { writer, random, session } = lines;
  writer.put('{"type":"thinking","thinking":"');
  if (session.era !== 'recent') lines.words(THOUGHT_BYTES, 'prose');
  writer.put('","signature":"');
  lines.filler.base64(writer, session.isClaude ? 200 + 4 * random.below(400) : 32);
  writer.put('"}');
}

function writeAnswer(lines: Lines, isLone: boolean): void {
  const { writer } = lines;
  writer.put(isLone ? '"' : '{"type":"text","text":"');
  lines.words(ANSWER_BYTES, 'prose');
  writer.put(isLone ? '"' : '"}');
}

function planCall(lines: Lines): Call {
  const { random, session } = lines;
  const tool = pickTool(random);
  const id = `toolu_01${lines.uuid().replaceAll('-', '').slice(0, 22)}`;
  // Few files are used much, many are used once.
  const number = Math.floor(300 * random.fraction() ** 3);
  const isWindows = session.cwd.includes('\\');
  const path = `${session.cwd}${isWindows ? '\\' : '/'}src${isWindows ? '\\' : '/'}module-${number}.ts`;
  return { id, tool, path: JSON.stringify(path) };
}

function writeToolUse(lines: Lines, call: Call): void {
  const { writer } = lines;
  writer.put(`{"type":"tool_use","id":"${call.id}","name":"${call.tool.name}","input":{`);
  let separator = '';
  if (call.tool.pathKey !== undefined) {
    writer.put(`"${call.tool.pathKey}":${call.path}`);
    separator = ',';
  }
  for (const [key, mean] of Object.entries(call.tool.texts)) {
    writer.put(`${separator}"${key}":"`);
    if (key === 'command') writeShellCommand(lines, mean);
    else lines.words(mean, key === 'prompt' || key === 'description' ? 'prose' : call.tool.style);
    writer.put('"');
    separator = ',';
  }
  writer.put('}}');
}

function writeResult(lines: Lines, call: Call): void {
  const { writer, random, clean } = lines;
  const failed = random.chance(FAILED);
  lines.beginChain('user');
  writer.put(
    `,"type":"user","message":{"role":"user","content":[{"tool_use_id":"${call.id}","type":"tool_result","content":`,
  );
  if (call.tool.name === 'Read' && random.chance(IMAGE) && lines.remaining() > IMAGE_BYTES * 3) {
    writer.put('[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"');
    lines.filler.base64(writer, IMAGE_BYTES - random.below(IMAGE_BYTES / 2));
    writer.put('"}}]}]}');
    lines.endChain();
    return;
  }
  writer.put(failed ? '"Exit code 1\\n' : '"');
  const [start, end] = lines.words(failed ? 300 : call.tool.result, call.tool.style);
  if (!clean && random.chance(ODD_CHARACTER)) {
    writer.put(random.chance(0.5) ? ' \\u0000 ' : ' \u2028 ');
  }
  writer.put(
    failed ? '","is_error":true}]}' : random.chance(0.4) ? '","is_error":false}]}' : '"}]}',
  );
  if (!random.chance(WITHOUT_STRUCTURED)) writeStructured(lines, call, failed, start, end);
  lines.endChain();
}

function writeStructured(
  lines: Lines,
  call: Call,
  failed: boolean,
  start: number,
  end: number,
): void {
  const { writer, random } = lines;
  writer.put(',"toolUseResult":');
  if (failed) {
    writer.put('"Error: Exit code 1\\n');
    writer.repeat(start, end);
    writer.put('"');
    return;
  }
  const [before = '', after] = call.tool.structured.split('§');
  if (call.tool.original !== undefined) {
    writer.put(`{"filePath":${call.path},"originalFile":"`);
    const room = Math.max(0, lines.remaining() / 3);
    lines.filler.code(writer, Math.min(room, call.tool.original * 2 * random.fraction()));
    writer.put('",');
    writer.put(before.slice(1));
    return;
  }
  writer.put(before);
  if (after === undefined) return;
  writer.repeat(start, end);
  writer.put(after);
}

/** Finds the first bound that a fraction is below. */
function draw(fraction: number, bounds: readonly number[]): number {
  const index = bounds.findIndex((bound) => fraction < bound);
  return index === -1 ? bounds.length : index;
}
