import type { OwnRule } from './own-rule.ts';

/** How a call ended. */
export type Outcome = 'ok' | 'failed' | 'denied';

/** One tool call of a session, as transcripts and hooks give it. */
export interface ToolCall {
  /** The tool's name: `Bash`, `Read`, `mcp__files__write_file`. */
  readonly tool: string;
  /** The tool's input: an object as a rule, a string or null in damaged files. */
  readonly input: unknown;
  /** What tells the call from all others; passed on to findings. */
  readonly id?: string | undefined;
  readonly session?: string | undefined;
  /** When it was made; passed on to findings as it is. */
  readonly time?: string | undefined;
  /** The subagent that made it. */
  readonly agent?: string | undefined;
  /** Undefined while it is not known, as before the call. */
  readonly outcome?: Outcome | undefined;
  /** The session's working directory at that time. */
  readonly cwd?: string | undefined;
  /** What the tool answered, where secrets are to be looked for there too. */
  readonly output?: string | undefined;
}

/** What the rules are told about the place of the calls. */
export interface AuditContext {
  /** Used for calls without a `cwd` of their own. */
  readonly cwd?: string | undefined;
  /** @default '/home/user' */
  readonly home?: string | undefined;
  /** Folders that the session may write to. @default the working directory */
  readonly folders?: readonly string[] | undefined;
  /** Hosts that may be fetched from without a remark; `*.example.org` names the hosts under one. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Further globs of sensitive paths. */
  readonly sensitive?: readonly string[] | undefined;
  /** Rules of a policy, judged beside the package's. */
  readonly ownRules?: readonly OwnRule[] | undefined;
  /** Follows symbolic links; the rules themselves touch no file. @default the path as it is */
  readonly realPath?: ((path: string) => string) | undefined;
}

/** Gives a text of a tool's input; undefined when it is missing or no text. */
export function inputText(input: unknown, ...names: readonly string[]): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  for (const name of names) {
    const value = (input as Record<string, unknown>)[name];
    if (typeof value === 'string') return value;
  }
  return undefined;
}

/** Lists all texts in a tool's input, with the name each stands under. */
export function textsIn(input: unknown): { readonly name: string; readonly text: string }[] {
  const found: { name: string; text: string }[] = [];
  const pending: { readonly name: string; readonly value: unknown }[] = [
    { name: '', value: input },
  ];
  const seen = new Set<object>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { name, value } = next;
    if (typeof value === 'string') found.push({ name, text: value });
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const inside = Array.isArray(value)
      ? value.map((one: unknown) => ({ name, value: one }))
      : Object.entries(value).map(([key, one]) => ({ name: key, value: one }));
    for (const one of inside.reverse()) pending.push(one);
  }
  return found;
}
