/**
 * Why settings were not changed: `syntax` (no strict JSON), `type` (a value of another type than
 * Claude Code expects), `encoding` (no UTF-8), `file` (it could not be read or written), `busy`
 * (someone else kept changing it).
 */
export type SettingsErrorCode = 'syntax' | 'type' | 'encoding' | 'file' | 'busy';

/** Settings that cannot be read or changed as they are. Nothing has been written. */
export class SettingsError extends Error {
  readonly code: SettingsErrorCode;
  /** The settings file, where one is involved. */
  readonly file: string | undefined;
  /** From 1, for `syntax`. */
  readonly line: number | undefined;
  /** From 1, in UTF-16 units, for `syntax`. */
  readonly column: number | undefined;

  constructor(
    code: SettingsErrorCode,
    message: string,
    details: {
      readonly file?: string | undefined;
      readonly line?: number | undefined;
      readonly column?: number | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'SettingsError';
    this.code = code;
    this.file = details.file;
    this.line = details.line;
    this.column = details.column;
  }
}
