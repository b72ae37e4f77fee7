import { Readable } from 'node:stream';
import type { Day } from '@cco/calendar';
import { activityEntry, activityText } from '@cco/test-fixtures';
import { describe, expect, it } from 'vitest';
import { type LogEntry, type LogProblem, readActivityStream } from '../src/index.ts';

async function read(source: Readable, range = {}) {
  const entries: LogEntry[] = [];
  const problems: LogProblem[] = [];
  const count = await readActivityStream(source, {
    range,
    onEntry: (entry) => entries.push(entry),
    onProblem: (problem) => problems.push(problem),
  });
  expect(count).toBe(entries.length);
  return { entries, problems };
}

/** The UTC spelling of a local moment, so that the tests hold in any time zone. */
const utc = (...local: [number, number, number, number]) => new Date(...local).toISOString();

describe('readActivityStream', () => {
  it('counts an entry for the local day of its timestamp', async () => {
    const times = [utc(2026, 0, 13, 23), utc(2026, 0, 14, 0), utc(2026, 0, 14, 23)];
    const text = activityText(times.map((timestamp) => activityEntry({ timestamp })));
    const days = async (range = {}) =>
      (await read(Readable.from([Buffer.from(text)]), range)).entries.map(({ day }) => day);
    expect(await days()).toEqual(['2026-01-13', '2026-01-14', '2026-01-14']);
    const day = '2026-01-14' as Day;
    expect(await days({ since: day, until: day })).toEqual([day, day]);
  });

  it('takes chunks that end anywhere', async () => {
    const bytes = Buffer.from(activityText([activityEntry({ file: 'ä😀.ts' }), activityEntry()]));
    const { entries } = await read(Readable.from(Array.from(bytes, (byte) => Buffer.of(byte))));
    expect(entries.map(({ file }) => file)).toEqual(['ä😀.ts', 'src/components/Button.tsx']);
  });

  it.each(['yesterday', '2026-13-45T10:00:00Z', '2026', ''])(
    'has no day for %j',
    async (timestamp) => {
      const { problems } = await read(
        Readable.from([activityText([activityEntry({ timestamp })])]),
      );
      expect(problems).toEqual([
        {
          file: '-',
          code: 'invalid',
          message: 'timestamp: not a moment in time',
          lines: 1,
          line: 0,
          offset: 0,
          bytes: 0,
        },
      ]);
    },
  );

  it('tells of a stream that breaks', async () => {
    async function* broken() {
      yield Buffer.from(activityText([activityEntry()]));
      throw new Error('the pipe burst');
    }
    const { problems } = await read(Readable.from(broken()));
    expect(problems).toMatchObject([{ code: 'unreadable', lines: 0, message: 'the pipe burst' }]);
  });

  it("passes on the caller's own errors", async () => {
    const source = Readable.from([activityText([activityEntry()])]);
    const failing = readActivityStream(source, {
      onEntry() {
        throw new TypeError('bug');
      },
    });
    await expect(failing).rejects.toThrow(TypeError);
  });
});
