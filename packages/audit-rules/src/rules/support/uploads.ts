import type { Severity } from '../../finding.ts';
import { hostOf, isDropHost, isLocalHost, printsSecrets } from '../../network.ts';
import type { SimpleCommand, Word } from '../../shell/model-api.ts';
import { commandsIn } from '../../shell/model-api.ts';
import type { Subject } from '../../subject.ts';

/** What is sent and where to, as far as a command's words tell. */
export interface Upload {
  /** Files named on the line. */
  readonly files: readonly string[];
  /** Commands whose output is sent. */
  readonly from: readonly SimpleCommand[];
  readonly host: string | undefined;
}

/** How bad an upload is: by what is sent, and by who gets it. */
export function uploadSeverity(upload: Upload, command: SimpleCommand, subject: Subject): Severity {
  const sensitive = sensitiveUpload(upload, command, subject);
  if (upload.host !== undefined && isLocalHost(upload.host)) return sensitive ? 'low' : 'info';
  if (sensitive) return 'critical';
  return upload.host !== undefined && isDropHost(upload.host) ? 'high' : 'medium';
}

/** Tells whether what is sent holds secrets: a sensitive file, or a dump of the environment. */
export function sensitiveUpload(upload: Upload, command: SimpleCommand, subject: Subject): boolean {
  return (
    upload.files.some((file) => subject.sensitivePath(file, command) !== undefined) ||
    upload.from.some(printsSecrets) ||
    subject.sensitiveRead(upload.from) !== undefined
  );
}

/** Commands that bring what files or the machine hold, not dates and revisions. */
export function bringsData(command: SimpleCommand, subject: Subject): boolean {
  if (printsSecrets(command) || subject.sensitiveRead([command]) !== undefined) return true;
  if (
    /^(?:cat|tac|head|tail|base64|base32|xxd|od|hexdump|gzip|tar|zip|sed|awk|strings|less|more|get-content|gc|mysqldump|pg_dump|mongodump|sqlite3|openssl|gpg|history|find|ls|whoami|id|hostname|uname)$/.test(
      command.program.toLowerCase(),
    )
  ) {
    return /^(?:whoami|id|hostname|uname|ls|find)$/.test(command.program)
      ? true
      : command.args.some((word) => !/^-/.test(word.text)) ||
          command.redirects.length > 0 ||
          command.program === 'history';
  }
  return false;
}

/** The host of the first URL among the words. */
export function hostAmong(words: readonly Word[]): string | undefined {
  const url =
    words.find((word) => /^[a-z][a-z0-9+.-]*:\/\//i.test(word.text)) ??
    words.find((word) => /^(?:localhost|[\w-]+(?:\.[\w-]+)+)(?:[:/]|$)/.test(word.text));
  return url === undefined ? undefined : hostOf(url.text);
}

/** Commands inside the substitutions of some words. */
export function inner(words: readonly Word[]): SimpleCommand[] {
  return words.flatMap(commandsIn);
}
