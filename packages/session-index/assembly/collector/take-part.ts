// Messages. Each has a row in PARTS: its time (NaN: none) and seven counters as 64-bit floats, then as
// 32-bit numbers its rank, whether it is final, and addresses and lengths of its key and its
// attributes, which lie in TEXTS.
import { isSame } from '../../../jsonl-parse/assembly/scan-values';
import { isKnownFolder, isOtherFolder } from './known-folder';
import {
  counterOf,
  hasText,
  is,
  isEscaped,
  isPlain,
  isTextToken,
  lengthOf,
  slot,
  startOf,
} from './line-values';
import { NO_TIME } from './time-of';
import * as Name from './value-names';
import { ROW_FRAME, putByte, putInner, putTextOrNull, putToken, putWord } from './writing';

const PARTS_SIZE: i32 = 0x10000;
const TEXTS_SIZE: i32 = 0x20000;
const PART_ROW: i32 = 96;

let partsAt: i32 = 0;
let textsAt: i32 = 0;
let partsEnd: i32 = 0;
let textsEnd: i32 = 0;

/** Says where the memory of messages begins; gives its end. */
export function placeParts(start: i32): i32 {
  partsAt = start;
  textsAt = partsAt + PARTS_SIZE;
  return textsAt + TEXTS_SIZE;
}
/** How many messages there are. */
export function parts(): i32 {
  return (partsEnd - partsAt) / PART_ROW;
}
/** Forgets all messages. */
export function clearParts(): void {
  partsEnd = partsAt;
  textsEnd = textsAt;
}

/** Takes what an answer says of its message. */
export function takePart(time: i64, rank: i32): bool {
  const usage = slot(Name.USAGE);
  const model = slot(Name.MODEL);
  if (usage == 0) return true;
  if (load<u8>(startOf(usage)) != 0x7b) return false;
  if (!isPlain(model)) return false;
  if (is(model, '<synthetic>')) return true;
  if (slot(Name.FORKED_FROM) != 0 || slot(Name.COST_USD) != 0) return false;
  let sum: f64 = 0;
  for (let name: i32 = Name.INPUT_TOKENS; name <= Name.WEB_SEARCHES; name++) {
    const counter = counterOf(slot(name));
    if (counter < 0) return false;
    sum += counter;
  }
  if (sum == 0) return true;

  const id = slot(Name.MESSAGE_ID);
  const request = slot(Name.REQUEST_ID);
  const session = slot(Name.SESSION_ID);
  const agent = slot(Name.AGENT_ID);
  if (!hasText(id) || isEscaped(id) || !isPlain(request) || !isPlain(session)) return false;
  let attributes = 0;
  for (let name: i32 = Name.ATTRIBUTION_AGENT; name <= Name.ATTRIBUTION_MCP_SERVER; name++) {
    if (!isPlain(slot(name))) return false;
    attributes += lengthOf(slot(name));
  }
  for (let name: i32 = Name.SPEED; name <= Name.INFERENCE_GEO; name++) {
    if (!isPlain(slot(name))) return false;
    attributes += lengthOf(slot(name));
  }
  let other = slot(Name.CWD);
  if (hasText(other)) {
    if (!isKnownFolder()) return false;
    if (!isOtherFolder()) other = 0;
    else if (isEscaped(other)) return false;
  } else other = 0;
  const key = lengthOf(id) + lengthOf(request) + lengthOf(session) + lengthOf(agent);
  const room = key + attributes + lengthOf(model) + lengthOf(agent) + lengthOf(other) + 2 * ROW_FRAME;
  if (textsEnd + room > textsAt + TEXTS_SIZE) return false;
  if (partsEnd + PART_ROW > partsAt + PARTS_SIZE) return false;

  const keyAt = textsEnd;
  let at = putByte(putInner(keyAt, id), 0x0a);
  if (hasText(request)) at = putInner(at, request);
  else {
    at = putByte(at, 0x0a);
    at = putInner(at, session);
    at = putByte(at, 0x0a);
    at = putInner(at, agent);
  }
  const keyLength = at - keyAt;
  const isFinal = isTextToken(slot(Name.STOP_REASON)) ? 1 : 0;
  const last = partsEnd - PART_ROW;
  if (
    last >= partsAt &&
    time != NO_TIME &&
    <f64>time >= load<f64>(last) &&
    load<i32>(last, 64) == rank &&
    load<i32>(last, 76) == keyLength &&
    isSame(load<i32>(last, 72), keyAt, keyLength)
  ) {
    // The line before speaks for the message.
    for (let i: i32 = 0; i < 7; i++) {
      const counter = counterOf(slot(Name.INPUT_TOKENS + i));
      const where = last + 8 + i * 8;
      if (counter > load<f64>(where)) store<f64>(where, counter);
    }
    if (isFinal) store<i32>(last, 1, 68);
    return true;
  }

  let attributesAt = at;
  at = putAttributes(at, other);
  const attributesLength = at - attributesAt;
  if (
    last >= partsAt &&
    load<i32>(last, 84) == attributesLength &&
    isSame(load<i32>(last, 80), attributesAt, attributesLength)
  ) {
    at = attributesAt;
    attributesAt = load<i32>(last, 80);
  }
  textsEnd = at;
  store<f64>(partsEnd, time == NO_TIME ? NaN : <f64>time);
  for (let i: i32 = 0; i < 7; i++) {
    store<f64>(partsEnd + 8 + i * 8, counterOf(slot(Name.INPUT_TOKENS + i)));
  }
  store<i32>(partsEnd, rank, 64);
  store<i32>(partsEnd, isFinal, 68);
  store<i32>(partsEnd, keyAt, 72);
  store<i32>(partsEnd, keyLength, 76);
  store<i32>(partsEnd, attributesAt, 80);
  store<i32>(partsEnd, attributesLength, 84);
  partsEnd += PART_ROW;
  return true;
}

/** Writes `MessageAttributes` as JSON, with the folder that is not the file's own. */
function putAttributes(start: i32, other: i32): i32 {
  const model = slot(Name.MODEL);
  let at = putWord(start, '{"model":');
  at = hasText(model) ? putToken(at, model) : putWord(at, '""');
  at = putTextOrNull(putWord(at, ',"speed":'), slot(Name.SPEED));
  at = putTextOrNull(putWord(at, ',"serviceTier":'), slot(Name.SERVICE_TIER));
  at = putTextOrNull(putWord(at, ',"inferenceGeo":'), slot(Name.INFERENCE_GEO));
  at = putTextOrNull(putWord(at, ',"agentId":'), slot(Name.AGENT_ID));
  at = putTextOrNull(putWord(at, ',"agent":'), slot(Name.ATTRIBUTION_AGENT));
  at = putTextOrNull(putWord(at, ',"skill":'), slot(Name.ATTRIBUTION_SKILL));
  at = putTextOrNull(putWord(at, ',"mcpServer":'), slot(Name.ATTRIBUTION_MCP_SERVER));
  at = putTextOrNull(putWord(at, ',"cwd":'), other);
  return putByte(at, 0x7d);
}
