/** The call that a PreToolUse payload names. */
export interface GuardedCall {
  readonly tool: string;
  readonly input: unknown;
  readonly cwd: string | undefined;
  /** How Claude Code asks for permission: `default`, `acceptEdits`, `plan`, `auto`, … */
  readonly mode: string | undefined;
}

/** Thrown for a payload that names no call. */
export class PayloadError extends Error {}

/**
 * Reads the payload of a PreToolUse hook.
 *
 * @throws PayloadError when it is no JSON object, or names no tool.
 */
export function readPayload(json: string): GuardedCall {
  const payload = parse(json);
  if (payload === undefined) throw new PayloadError('the payload is no JSON object');
  const tool = text(payload['tool_name']);
  if (tool === undefined) throw new PayloadError('the payload names no tool');
  return {
    tool,
    input: payload['tool_input'],
    cwd: text(payload['cwd']),
    mode: text(payload['permission_mode']),
  };
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
