import fs from 'node:fs';
import path from 'node:path';
import { createJsonlParser, type JsonObject, type Place } from '@cco/jsonl-parse';

// biome-ignore lint/suspicious/noExplicitAny: the records are what they are
type Any = any;

/** A tool call as the slow, obvious implementation sees it. */
export interface SlowCall {
  readonly file: string;
  readonly id: string;
  readonly line: number;
  readonly offset: number;
  readonly time: number | undefined;
  readonly tool: string;
  readonly cwd: string | undefined;
  readonly target: string | undefined;
  outcome: string | undefined;
  exitCode: number | undefined;
  resultBytes: number | undefined;
}

/** Lists the tool calls of all transcripts of a config folder: every line parsed, whole files in memory. */
export function callsSlowly(configFolder: string): SlowCall[] {
  const root = path.join(configFolder, 'projects');
  const files = fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl') && !/\.orphaned-|\.superseded/.test(name))
    .map((name) => path.join(root, name))
    .sort((a, b) => rankOf(root, a) - rankOf(root, b) || (a < b ? -1 : 1));
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const calls = callsIn(file);
    return calls.filter(({ id }) => {
      if (seen.has(id)) return false;
      seen.add(id);
      return true;
    });
  });
}

/** Files of subagents before those of sessions. */
function rankOf(root: string, file: string): number {
  const parts = path.relative(root, file).split(path.sep);
  return parts.length > 2 || path.basename(file).startsWith('agent-') ? 0 : 1;
}

function callsIn(file: string): SlowCall[] {
  const calls = new Map<string, SlowCall>();
  const each = (record: Any, { line, offset, bytes }: Place): void => {
    const isProgress = record.type === 'progress' && record.data?.type === 'agent_progress';
    const shown = isProgress ? record.data.message : record;
    if (shown?.type === 'assistant') {
      for (const block of blocksOf(shown)) {
        if (block?.type !== 'tool_use' || !block.id || !block.name || calls.has(block.id)) continue;
        const time = Date.parse(shown.timestamp ?? record.timestamp);
        const { file_path, path: folder, command } = block.input ?? {};
        calls.set(block.id, {
          file,
          id: block.id,
          line,
          offset,
          time: Number.isNaN(time) ? undefined : time,
          tool: block.name,
          cwd: (shown.cwd ?? record.cwd) || undefined,
          target: [file_path, folder, command].find((one) => typeof one === 'string'),
          outcome: undefined,
          exitCode: undefined,
          resultBytes: undefined,
        });
      }
    }
    if (record.type !== 'user') return;
    for (const block of blocksOf(record)) {
      const call = block?.type === 'tool_result' ? calls.get(block.tool_use_id) : undefined;
      if (!call || call.outcome === 'failed') continue;
      call.outcome = block.is_error === true ? 'failed' : 'ok';
      call.resultBytes = bytes;
      const text = typeof block.content === 'string' ? block.content : '';
      const code = block.is_error === true ? /^Exit code (\d+)/.exec(text)?.[1] : undefined;
      call.exitCode = code === undefined ? undefined : Number(code);
    }
  };
  const parser = createJsonlParser({
    onRecord: (record: JsonObject, place) => each(record, place),
  });
  parser.push(fs.readFileSync(file));
  parser.end();
  return [...calls.values()];
}

function blocksOf(record: Any): Any[] {
  return Array.isArray(record.message?.content) ? record.message.content : [];
}
