import { completeJson } from './complete-json.ts';
import type { HookPayload } from './entry-from-payload.ts';

/** What could be read of a hook's standard input. */
export interface ReadPayload {
  /** Undefined when there is nothing to log. */
  readonly payload: HookPayload | undefined;
  /** What was wrong, for people. Undefined when nothing was. */
  readonly problem: string | undefined;
}

/**
 * Reads a payload. One that is cut off or broken is read as far as it goes.
 *
 * @example
 * readPayload('{"tool_name":"Read","tool_inp');
 * // { payload: { tool_name: 'Read' }, problem: 'the payload is broken: logged what could be read' }
 */
export function readPayload(text: string): ReadPayload {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (json.trim() === '') return nothing('the payload is empty: nothing logged');
  try {
    return fromValue(JSON.parse(json), undefined);
  } catch {
    const completed = completeJson(json);
    if (completed === undefined) return nothing('the payload is not JSON: nothing logged');
    return fromValue(JSON.parse(completed), 'the payload is broken: logged what could be read');
  }
}

function fromValue(value: unknown, problem: string | undefined): ReadPayload {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return nothing('the payload is not a JSON object: nothing logged');
  }
  if (problem !== undefined && Object.keys(value).length === 0) {
    return nothing('the payload is broken from the start: nothing logged');
  }
  return { payload: value as HookPayload, problem };
}

function nothing(problem: string): ReadPayload {
  return { payload: undefined, problem };
}
