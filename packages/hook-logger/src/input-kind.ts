import fs from 'node:fs';

/**
 * Tells whether standard input can bring a payload: a terminal or `/dev/null` cannot. Looks at the
 * file, because asking the stream would start it.
 */
export function canBringPayload(): boolean {
  try {
    return !fs.fstatSync(0).isCharacterDevice();
  } catch {
    return true;
  }
}
