/** An object out of JSON whose fields may hold anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** Gives an object, undefined for anything else. */
export function record(value: unknown): Fields | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Fields) : undefined;
}

/** Gives the object in a field, an empty one for anything else. */
export function objectAt(fields: Fields, name: string): Fields {
  return record(fields[name]) ?? {};
}

/** Gives a text that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Gives a number that is not below 0. */
export function numeric(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}
