import fs from 'node:fs';
import path from 'node:path';
import { homeFolder, logFolder, makeFolder } from '@cco/claude-paths';
import { readInput } from '@cco/hook-logger';

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
}

const LOG_NAME = 'audit-guard.log';
const LONGEST_REASON = 1_000;

/**
 * Judges the call that standard input tells of, before it is made. Denies or asks by a JSON decision,
 * and prints nothing else. What goes wrong here must not stop the agent: then it says nothing, and
 * leaves a line in `audit-guard.log` in the log folder.
 */
export async function runGuard(world: GuardWorld = {}): Promise<void> {
  const { env = process.env, read = readInput, write = writeOut, now = new Date() } = world;
  const tell = (problem: string): void => log(env, now, problem);
  try {
    const payload = parse(read());
    const tool = payload?.['tool_name'];
    if (payload === undefined) return tell('the payload is no JSON object');
    if (typeof tool !== 'string' || tool === '') return tell('the payload names no tool');
    const cwd = text(payload['cwd']) ?? env['CLAUDE_PROJECT_DIR'];
    const decision = await judge({ tool, input: payload['tool_input'], cwd }, env, tell);
    if (decision !== undefined) write(decision);
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
  }
}

async function judge(
  call: { readonly tool: string; readonly input: unknown; readonly cwd: string | undefined },
  env: Readonly<Record<string, string | undefined>>,
  tell: (problem: string) => void,
): Promise<string | undefined> {
  const [{ auditCallLazily }, { applyPolicy, guardDecision }, { createRealPath }, { guardPolicy }] =
    await Promise.all([
      import('@cco/audit-rules/lazy'),
      import('@cco/audit-policy/apply'),
      import('@cco/audit-store/real-path'),
      import('./guard-policy.ts'),
    ]);
  const root = env['CLAUDE_PROJECT_DIR'] ?? call.cwd;
  const { policy, folders } = await guardPolicy(root, env, tell);
  const own = [root, call.cwd].filter((folder): folder is string => folder !== undefined);
  const found = await auditCallLazily(call, {
    home: homeFolder(env),
    allowedHosts: policy.allowedHosts,
    sensitive: policy.sensitivePaths,
    ownRules: policy.ownRules,
    realPath: createRealPath(),
    ...(own.length > 0 ? { folders: [...own.slice(0, 1), ...folders] } : {}),
  });
  const decided = guardDecision(applyPolicy(found, policy), policy);
  if (decided === undefined) return undefined;
  const { action, finding } = decided;
  const { ruleId, severity, evidence, why, advice } = finding;
  const reason = `${ruleId} (${severity}): ${evidence}. ${why} ${advice}`;
  return `${JSON.stringify({
    hookSpecificOutput: {
      hookEventName: 'PreToolUse',
      permissionDecision: action,
      permissionDecisionReason: reason.slice(0, LONGEST_REASON),
    },
  })}\n`;
}

function parse(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function writeOut(decision: string): void {
  fs.writeSync(1, decision);
}

function log(env: Readonly<Record<string, string | undefined>>, now: Date, problem: string): void {
  try {
    const folder = logFolder(env);
    makeFolder(folder);
    const line = problem.replace(/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
    fs.appendFileSync(path.join(folder, LOG_NAME), `${now.toISOString()} let pass: ${line}\n`, {
      mode: 0o600,
    });
  } catch {
    // A full disk must not stop the agent either.
  }
}
