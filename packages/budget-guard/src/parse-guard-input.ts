/** The events that the guard answers: before a prompt goes out, and before a tool is called. */
export const GUARDED_EVENTS = ['UserPromptSubmit', 'PreToolUse'] as const;

/** See {@link GUARDED_EVENTS}. */
export type GuardedEvent = (typeof GUARDED_EVENTS)[number];

/** What a hook is told. */
export interface GuardInput {
  readonly event: GuardedEvent;
  readonly sessionId: string | undefined;
  /** Of the session, also when a subagent calls the tool. */
  readonly transcriptPath: string | undefined;
}

/** A payload that the guard can answer, or why there is no answer. */
export type ParsedGuardInput =
  | { readonly ok: true; readonly input: GuardInput }
  | {
      readonly ok: false;
      readonly problem: string;
      /** Whether it names an event that the guard has no business with. */
      readonly isOther: boolean;
    };

/**
 * Reads what Claude Code writes to the standard input of a hook.
 *
 * @example
 * parseGuardInput('{"hook_event_name":"Stop"}');
 * // { ok: false, problem: 'the guard does not answer the event "Stop"', isOther: true }
 */
export function parseGuardInput(json: string): ParsedGuardInput {
  let value: unknown;
  try {
    value = JSON.parse(json.startsWith('\ufeff') ? json.slice(1) : json);
  } catch {
    return { ok: false, problem: 'the payload is not JSON', isOther: false };
  }
  if (typeof value !== 'object' || value === null) {
    return { ok: false, problem: 'the payload is not a JSON object', isOther: false };
  }
  const payload = value as Readonly<Record<string, unknown>>;
  const event = GUARDED_EVENTS.find((name) => name === payload['hook_event_name']);
  if (event === undefined) {
    const name = payload['hook_event_name'];
    const problem = `the guard does not answer the event ${JSON.stringify(name ?? null)}`;
    return { ok: false, problem, isOther: typeof name === 'string' && name !== '' };
  }
  return {
    ok: true,
    input: {
      event,
      sessionId: textOf(payload['session_id']),
      transcriptPath: textOf(payload['transcript_path']),
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
