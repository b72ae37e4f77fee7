/**
 * Fields that are known, by name. Below `true` anything may be; below a shape only its fields, in an
 * object and in every object of an array.
 */
export interface Shape {
  readonly [field: string]: Shape | true;
}

/**
 * Makes a shape of names between blanks, and of shapes by name.
 *
 * @example
 * shape('type text', { caller: shape('type') }); // { type: true, text: true, caller: { type: true } }
 */
export function shape(names: string, inner: Shape = {}): Shape {
  return {
    ...Object.fromEntries((names.match(/\S+/g) ?? []).map((name) => [name, true as const])),
    ...inner,
  };
}
