/** A WebAssembly module that works on memory of its own. */
export interface LoadedAssembly<Program extends object> {
  readonly program: Program;
  /** All of its memory, which does not grow. */
  readonly memory: Buffer;
}

const PAGE_BYTES = 65536;

/**
 * Loads WebAssembly that imports its memory. Undefined where there is none, or it knows less than
 * the code asks for.
 *
 * @param code - In base64.
 * @param bytes - As much memory as it needs.
 */
export function loadAssembly<Program extends object>(
  code: string,
  bytes: number,
): LoadedAssembly<Program> | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES) });
    const module = new WebAssembly.Module(Buffer.from(code, 'base64'));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { program: exports as Program, memory: Buffer.from(memory.buffer) };
  } catch {
    return undefined;
  }
}

/** As much of the standard as is needed: its types come only with those of browsers. */
declare const WebAssembly: {
  Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  Module: new (code: Buffer) => object;
  Instance: new (
    code: object,
    imports: { readonly env: { readonly memory: object } },
  ) => { readonly exports: object };
};
