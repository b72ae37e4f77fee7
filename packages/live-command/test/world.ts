import fs from 'node:fs';
import path from 'node:path';
import { type CapturedIo, captureIo, runCommand } from '@cco/cli';
import { refreshLiveFigures } from '@cco/live-usage';
import { createTranscript, projectFolder, type TemporaryHome, textBlock } from '@cco/test-fixtures';
import { findSettings } from '@cco/usage-settings';
import { liveCommands } from '../src/index.ts';
import { liveOptionsOf } from '../src/live-options.ts';
import type { QuickWorld } from '../src/quick-world.ts';

/** When all tests take place. */
export const now = new Date('2026-11-20T12:30:00Z');
export const SESSION = '11111111-1111-4111-8111-111111111111';
export const CONTEXT = { program: 'session-usage' };

const CWD = '/home/mira/code/harbor-shop';

/** Path of the session's transcript. */
export function transcriptIn({ configDir }: TemporaryHome): string {
  return path.join(configDir, 'projects', projectFolder(CWD), `${SESSION}.jsonl`);
}

let seed = 0;

/** Adds a message to the session that costs as many dollars. */
export function spend(home: TemporaryHome, dollars: number, minutesAgo = 60): void {
  seed++;
  const startedAt = now.getTime() - minutesAgo * 60_000;
  const one = createTranscript({ sessionId: SESSION, cwd: CWD, startedAt, seed });
  one.assistant({
    blocks: [textBlock('Done')],
    model: 'claude-opus-5',
    messageId: `msg_${seed}`,
    requestId: `req_${seed}`,
    usage: {
      input_tokens: 0,
      output_tokens: Math.round(dollars * 40_000),
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    },
  });
  const file = transcriptIn(home);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(file, one.text());
}

/** Looks at all transcripts, as the process in the background does. */
export async function lookAtAll(home: TemporaryHome): Promise<void> {
  const world = { env: home.env, cwd: home.home, now: () => now };
  await refreshLiveFigures(liveOptionsOf(await findSettings({}, world), world));
}

/** A world for a command that Claude Code runs, with what it did. */
export function quickWorld(home: TemporaryHome, input: unknown) {
  const done = { out: '', refreshed: [] as (readonly string[])[] };
  const world: QuickWorld = {
    env: home.env,
    cwd: home.home,
    now: () => now,
    read: () => (typeof input === 'string' ? input : JSON.stringify(input)),
    out: (text) => {
      done.out += text;
    },
    refresh: (words) => void done.refreshed.push(words),
  };
  return { world, done };
}

/** Runs a command line. */
export async function run(
  home: TemporaryHome,
  ...argv: string[]
): Promise<{ status: number } & Pick<CapturedIo, 'out' | 'err'>> {
  const captured = captureIo({ env: home.env, cwd: home.home, now: () => now });
  const command = {
    name: 'usage',
    summary: '',
    options: (yargs: never) => yargs,
    examples: [],
    exitCodes: [],
    subcommands: liveCommands(CONTEXT),
    run: () => 0,
  };
  const context = { name: 'session-usage', version: '0.0.0', argv, io: captured.io };
  return { status: await runCommand(command, context), ...captured };
}
