/** A JSON object, its fields not yet judged. */
export type JsonObject = Record<string, unknown>;

/** Tells a JSON object from the other JSON values. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses a text as one JSON object; anything else gives undefined. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
