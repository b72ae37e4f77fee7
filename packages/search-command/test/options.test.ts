import { textBlock } from '@cco/test-fixtures';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeWorld, november, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  const say = (...texts: string[]) => ({
    write: (transcript: {
      assistant(options: { blocks: ReturnType<typeof textBlock>[] }): unknown;
    }) => {
      for (const text of texts) transcript.assistant({ blocks: [textBlock(text)] });
    },
  });
  await world.session({ id: 'few', cwd: '/code/a', at: november(5), ...say('cart') });
  await world.session({
    id: 'many',
    cwd: '/code/b',
    at: november(4),
    ...say('A cart, a Cart', 'the quick', 'CART and voucher', 'the end'),
  });
});

describe('--count', () => {
  it('tells sessions and matches, whatever the limit', async () => {
    expect(await world.run(['--count', 'cart', '-n', '1'])).toEqual({
      status: 0,
      out: '2 sessions, 4 matches\n',
      err: '',
    });
    expect((await world.run(['--count', 'cart', 'voucher'])).out).toBe('1 session, 4 matches\n');
    expect((await world.run(['--count', 'nothing'])).out).toBe('0 sessions, 0 matches\n');
    expect((await world.run(['--count', '-p', 'a', 'cart'])).out).toBe('1 session, 1 match\n');
  });

  it('tells sessions alone when there is nothing to count in them', async () => {
    expect((await world.run(['--count'])).out).toBe('2 sessions\n');
    expect((await world.run(['--count', '--', '-voucher'])).out).toBe('1 session\n');
    expect((await world.run(['--count', 'model:claude'])).out).toMatch(/^\d sessions?\n$/);
  });

  it('as JSON', async () => {
    const { out } = await world.run(['--count', '--json', '/CA.t/', '/quick/']);
    expect(JSON.parse(out)).toEqual({ count: { sessions: 1, matches: 4 } });
    expect(JSON.parse((await world.run(['--count', '--json'])).out)).toEqual({
      count: { sessions: 2 },
    });
  });
});

describe('--sort relevance', () => {
  it('puts the session with more matches first', async () => {
    expect(await world.ids(['cart'])).toEqual(['few', 'many']);
    expect(await world.ids(['cart', '--sort', 'relevance'])).toEqual(['many', 'few']);
    expect(await world.ids(['cart', '--sort', 'relevance', '-n', '1'])).toEqual(['many']);
    expect((await world.find(['voucher', '--sort', 'relevance']))[0]?.match?.text).toBe(
      'CART and voucher',
    );
  });

  it('is by time without words', async () => {
    expect(await world.ids(['--sort', 'relevance'])).toEqual(['few', 'many']);
    expect(await world.ids(['--sort', 'relevance', 'tool:Bash'])).toEqual([]);
  });
});

describe('--context', () => {
  it('shows the pieces before and after the match', async () => {
    const { out } = await world.run(['quick', '-C', '1']);
    expect(out).toBe(
      [
        '2026-11-04 12:00 │ b │ Prompt of many...',
        '    assistant: A cart, a Cart',
        '  > assistant: the quick',
        '    assistant: CART and voucher',
        '  claude --resume many',
        '',
      ].join('\n'),
    );
    const [found] = await world.find(['quick', '--context', '9']);
    expect(found?.match?.context?.before.map(({ text }) => text)).toEqual([
      'Prompt of many',
      'Done.',
      'A cart, a Cart',
    ]);
    expect(found?.match?.context?.after.map(({ text }) => text)).toEqual([
      'CART and voucher',
      'the end',
    ]);
  });

  it.each([20, 40, 80, 200])('fits %i columns', async (columns) => {
    const { out } = await world.run(['quick', '-C', '2'], { columns });
    for (const line of out.split('\n').slice(1, -2))
      expect(line.length).toBeLessThanOrEqual(columns);
  });

  it.each(['-1', '1.5'])('refuses %s', async (number) => {
    const { status, err } = await world.run(['quick', `--context=${number}`]);
    expect({ status, err }).toEqual({
      status: 1,
      err: 'cs: --context takes a whole number\nFor example: --context 2\n',
    });
  });
});

it('gives the place of a match in its transcript', async () => {
  const [found] = await world.find(['voucher']);
  const { position, ranges, text } = found?.match ?? {};
  expect(text?.slice(ranges?.[0]?.start, ranges?.[0]?.end)).toBe('voucher');
  expect(position).toMatchObject({ piece: 0, start: 9, end: 16 });
});

describe('a field that there is not', () => {
  it('is text, and told when nothing was found', async () => {
    expect(await world.run(['cart tools:Bash'])).toMatchObject({
      status: 0,
      out: "No sessions found matching 'cart tools:Bash'.\n",
      err: 'tools:Bash was searched as text: tools: is no field. There are tool:, file:, branch:, model:, error:, cost:\n',
    });
  });

  it.each([
    'tool:Nothing',
    'https://nowhere',
    'C:\\nowhere',
    'std::nowhere',
    'nowhere: x',
    '"a:b"',
  ])('is not %s', async (query) => {
    expect((await world.run([query])).err).toBe('');
  });
});
