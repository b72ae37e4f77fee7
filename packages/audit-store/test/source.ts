import type { AuditedCall, CallSource } from '../src/index.ts';

const START = Date.parse('2026-11-10T09:00:00Z');

/** A call in a made-up session; times go up by an hour. */
export function call(
  session: string,
  index: number,
  command: string,
  parts: Partial<AuditedCall> = {},
): AuditedCall {
  return {
    id: `toolu_${session}_${index}`,
    source: {
      session,
      slug: '-home-mira-code-shop',
      path: `/t/${session}.jsonl`,
      agent: undefined,
    },
    line: index + 1,
    time: START + index * 3_600_000,
    tool: 'Bash',
    cwd: '/home/mira/code/shop',
    input: { command },
    outcome: 'ok',
    exitCode: undefined,
    resultBytes: 10,
    ...parts,
  };
}

/** A source of calls that counts which sessions were read. */
export function sourceOf(calls: readonly AuditedCall[]): CallSource & { readonly read: string[] } {
  const read: string[] = [];
  return {
    read,
    stamps() {
      const stamps = new Map<string, string>();
      for (const { source } of calls) {
        const own = calls.filter((one) => one.source.session === source.session);
        stamps.set(source.session, JSON.stringify(own).length.toString());
      }
      return stamps;
    },
    *calls({ sessions, since, until }) {
      for (const session of sessions ?? []) read.push(session);
      yield* calls.filter(
        ({ source, time = 0 }) =>
          sessions?.includes(source.session) !== false &&
          time >= (since ?? 0) &&
          time < (until ?? Number.POSITIVE_INFINITY),
      );
    },
  };
}
