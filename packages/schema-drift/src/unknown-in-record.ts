import { isObject, type JsonObject } from '@cco/jsonl-parse';
import { ATTACHMENTS } from './known/attachments.ts';
import { ENVELOPE } from './known/envelope.ts';
import { HOOK_EVENTS } from './known/hook-events.ts';
import { BLOCKS } from './known/messages.ts';
import { RECORDS } from './known/records.ts';
import type { Shape } from './known/shape.ts';
import { SUBTYPES, SYSTEM } from './known/system-records.ts';
import { unknownFields } from './unknown-fields.ts';
import { type DriftKind, shownName, type UnknownName } from './unknown-name.ts';

/**
 * Lists what is not known in a record of a transcript: its type, or in a record of a known type the
 * kinds of content blocks, attachments, system records and hook events, and the fields. Inputs and
 * results of tools are the tools' own and not looked at. A name that is there twice is listed twice.
 */
export function unknownInRecord(record: JsonObject): UnknownName[] {
  const { type } = record;
  const own = known(RECORDS, type);
  if (!own) return [{ kind: 'record-type', name: shownType(type) }];
  const { attachment, message } = record;
  if (type === 'attachment' && isObject(attachment)) {
    return [
      ...unknownFields(record, [own, ENVELOPE], 'attachment'),
      ...unknownInAttachment(attachment),
    ];
  }
  if (type === 'system') return unknownInSystem(record, own);
  const fields = unknownFields(record, [own, ENVELOPE], String(type));
  const isConversation = type === 'user' || type === 'assistant';
  return isConversation && isObject(message)
    ? [...fields, ...unknownInContent(message['content'], `${type}.message.content`)]
    : fields;
}

function unknownInAttachment(attachment: JsonObject): UnknownName[] {
  const found = unknownInKind(attachment, 'attachment-type', ATTACHMENTS, 'attachment');
  const event = attachment['hookEvent'];
  return event !== undefined && event !== null && !known(HOOK_EVENTS, event)
    ? [...found, { kind: 'hook-event', name: shownType(event) }]
    : found;
}

function unknownInSystem(record: JsonObject, own: Shape): UnknownName[] {
  const { subtype } = record;
  // The first versions had none.
  if (subtype === undefined || subtype === null)
    return unknownFields(record, [own, SYSTEM, ENVELOPE], 'system');
  const more = known(SUBTYPES, subtype);
  return more
    ? unknownFields(record, [more, own, SYSTEM, ENVELOPE], `system[${subtype}]`)
    : [{ kind: 'system-subtype', name: shownType(subtype) }];
}

function unknownInContent(content: unknown, path: string): UnknownName[] {
  if (!Array.isArray(content)) return [];
  return content.filter(isObject).flatMap((block) => {
    const found = unknownInKind(block, 'content-block', BLOCKS, path);
    return block['type'] === 'tool_result'
      ? [...found, ...unknownInContent(block['content'], `${path}[tool_result].content`)]
      : found;
  });
}

/** Looks at an object whose `type` says which shape it has. */
function unknownInKind(
  object: JsonObject,
  kind: DriftKind,
  shapes: Readonly<Record<string, Shape>>,
  path: string,
): UnknownName[] {
  const { type } = object;
  const own = known(shapes, type);
  return own ? unknownFields(object, [own], `${path}[${type}]`) : [{ kind, name: shownType(type) }];
}

function known(shapes: Readonly<Record<string, Shape>>, type: unknown): Shape | undefined {
  return typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type] : undefined;
}

function shownType(type: unknown): string {
  return typeof type === 'string' ? shownName(type) : '(no text)';
}
