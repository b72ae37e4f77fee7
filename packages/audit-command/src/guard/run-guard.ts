import { homeFolder } from '@cco/claude-paths';
import { readInput, writeOutput } from '@cco/hook-logger';
import { writeGuardLog } from './guard-log.ts';
import { type GuardedCall, readPayload } from './read-payload.ts';
import { withinTime } from './within-time.ts';

/** The world of the guard; tests make one of their own. */
export interface GuardWorld {
  /** @default `process.env` */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Gives the payload. @default reads standard input */
  readonly read?: (() => string) | undefined;
  /** Takes the decision. @default writes to standard output */
  readonly write?: ((text: string) => void) | undefined;
  /** @default the present */
  readonly now?: Date | undefined;
  /** What happens to a call that cannot be judged. @default 'ask' */
  readonly onError?: 'ask' | 'pass' | undefined;
  /** How long judging may take. @default 8 seconds */
  readonly milliseconds?: number | undefined;
}

const LONGEST_REASON = 1_000;
/** More would be judged in more memory than small machines have. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Below the time after which Claude Code lets the call pass. */
export const LONGEST_JUDGING = 8_000;

/**
 * Judges the call that standard input names, before it is made. Denies or asks by a JSON decision,
 * and prints nothing else. A guard that cannot decide asks: about a payload that it cannot read, a
 * policy with mistakes, and whatever else goes wrong; a line in `audit-guard.log` in the log folder
 * says why. With `onError: 'pass'` such calls pass.
 */
export async function runGuard(world: GuardWorld = {}): Promise<void> {
  const { env = process.env, write = writeOutput, now = new Date(), onError = 'ask' } = world;
  const { read = () => readInput(0, MOST_BYTES), milliseconds = LONGEST_JUDGING } = world;
  let mode: string | undefined;
  const undecided = async (problem: string): Promise<void> => {
    if (onError === 'ask') {
      const reason = `The guard could not judge this call: ${problem}.`;
      write(decisionOf(await modeAction(mode, env), reason));
    }
    writeGuardLog(env, now, `${onError === 'ask' ? 'asked' : 'let pass'}: ${problem}`);
  };
  try {
    const call = readPayload(read());
    mode = call.mode;
    const { decision, problem } = await judge(call, env, milliseconds);
    if (decision !== undefined) write(decision);
    else if (problem !== undefined) await undecided(problem);
    if (decision !== undefined && problem !== undefined) writeGuardLog(env, now, problem);
  } catch (error) {
    await undecided(error instanceof Error ? error.message : String(error));
  }
}

/** What asking becomes when something went wrong; without a policy, the default one decides. */
async function modeAction(
  mode: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<'ask' | 'deny'> {
  try {
    const [{ askIn }, { guardPolicy }] = await Promise.all([
      import('@cco/audit-policy/apply'),
      import('./guard-policy.ts'),
    ]);
    return askIn(mode, (await guardPolicy(undefined, env)).policy);
  } catch {
    return 'ask';
  }
}

/** A decision about a call, and what was wrong with the policy that it was judged by. */
interface Judgement {
  readonly decision: string | undefined;
  readonly problem: string | undefined;
}

async function judge(
  { mode, ...named }: GuardedCall,
  env: Readonly<Record<string, string | undefined>>,
  milliseconds: number,
): Promise<Judgement> {
  const [
    { loadJudge },
    { applyPolicy, askIn, guardDecision },
    { createRealPath },
    { guardPolicy },
  ] = await Promise.all([
    import('@cco/audit-rules/lazy'),
    import('@cco/audit-policy/apply'),
    import('@cco/audit-store/real-path'),
    import('./guard-policy.ts'),
  ]);
  const call = { ...named, cwd: named.cwd ?? env['CLAUDE_PROJECT_DIR'] };
  const root = env['CLAUDE_PROJECT_DIR'] ?? call.cwd;
  const { policy, folders, problem } = await guardPolicy(root, env);
  const own = [root, call.cwd].filter((folder): folder is string => folder !== undefined);
  const judgeCall = await loadJudge(call);
  const context = {
    home: homeFolder(env),
    allowedHosts: policy.allowedHosts,
    sensitive: policy.sensitivePaths,
    ownRules: policy.ownRules,
    realPath: createRealPath(),
    ...(own.length > 0 ? { folders: [...own.slice(0, 1), ...folders] } : {}),
  };
  const decided = withinTime(
    () => guardDecision(applyPolicy(judgeCall(context), policy), policy),
    milliseconds,
  );
  if (decided === undefined) return { decision: undefined, problem };
  const { ruleId, severity, evidence, why, advice } = decided.finding;
  const action = decided.action === 'deny' ? 'deny' : askIn(mode, policy);
  const reason = `${ruleId} (${severity}): ${evidence}. ${why} ${advice}`;
  return { decision: decisionOf(action, reason), problem };
}

function decisionOf(action: 'ask' | 'deny', reason: string): string {
  return `${JSON.stringify({
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision: action,
      permissionDecisionReason: reason.slice(0, LONGEST_REASON),
    },
  })}\n`;
}
