import type { JsonObject } from '@cco/jsonl-parse';
import { HOOK_EVENTS, PAYLOAD } from './known/hook-events.ts';
import { unknownFields } from './unknown-fields.ts';
import { shownName, type UnknownName } from './unknown-name.ts';

/** Lists what is not known in the payload of a hook: its event, or the fields of a known event. */
export function unknownInPayload(payload: JsonObject): UnknownName[] {
  const event = String(payload['hook_event_name'] ?? '');
  const own = Object.hasOwn(HOOK_EVENTS, event) ? HOOK_EVENTS[event] : undefined;
  return own
    ? unknownFields(payload, [own, PAYLOAD], event)
    : [{ kind: 'hook-event', name: shownName(event) }];
}

/** Lists the events of a client that are not known. */
export function unknownEvents(events: readonly string[]): UnknownName[] {
  return events
    .filter((event) => !Object.hasOwn(HOOK_EVENTS, event))
    .map((event) => ({ kind: 'hook-event', name: shownName(event) }));
}
