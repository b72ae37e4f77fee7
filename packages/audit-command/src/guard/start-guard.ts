import fs from 'node:fs';

const DECISION = {
  hookSpecificOutput: {
    hookEventName: 'PreToolUse',
    permissionDecision: 'ask',
    permissionDecisionReason: 'The guard could not be started, so it could not judge this call.',
  },
};

/**
 * Runs the guard as the whole program. Claude Code takes a hook that ends with an error for one that
 * has nothing against the call, so a guard that cannot be loaded asks.
 */
export async function startGuard(): Promise<void> {
  try {
    const { runGuard } = await import('./run-guard.ts');
    await runGuard();
  } catch (error) {
    fs.writeSync(1, `${JSON.stringify(DECISION)}\n`);
    fs.writeSync(2, `session-audit guard: ${error instanceof Error ? error.message : error}\n`);
  }
}
