import fs from 'node:fs';
import { writeOutput } from '@cco/hook-logger';

const DECISION = {
  hookSpecificOutput: {
    hookEventName: 'PreToolUse',
    permissionDecision: 'ask',
    permissionDecisionReason: 'The guard could not be started, so it could not judge this call.',
  },
};

const LEAST_JUDGING = 1_000;

/** What Claude Code runs: the guard alone, or with `--on-error ask|pass`. */
const WORDS = /^(?:--on-error(?: |=)(?:ask|pass))?$/;

/** Whether words behind `guard` are what {@link startGuard} understands. */
export function isGuardCall(words: readonly string[]): boolean {
  return WORDS.test(words.join(' '));
}

/**
 * Runs the guard as the whole program. Claude Code takes a hook that ends with an error for one that
 * has nothing against the call, so a guard that cannot be loaded asks.
 *
 * @param words - What stands behind `guard`, as {@link isGuardCall} takes it.
 */
export async function startGuard(words: readonly string[] = []): Promise<void> {
  const onError = words.join(' ').endsWith('pass') ? 'pass' : 'ask';
  try {
    const { LONGEST_JUDGING, runGuard } = await import('./run-guard.ts');
    // Claude Code counts from the start, which takes long on a busy machine.
    const left = LONGEST_JUDGING - process.uptime() * 1_000;
    await runGuard({ onError, milliseconds: Math.max(LEAST_JUDGING, Math.round(left)) });
  } catch (error) {
    if (onError === 'ask') writeOutput(`${JSON.stringify(DECISION)}\n`);
    fs.writeSync(2, `session-audit guard: ${error instanceof Error ? error.message : error}\n`);
  }
}
