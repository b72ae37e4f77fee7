import fs from 'node:fs';
import path from 'node:path';
import { createTranscript, textBlock, toolUseBlock } from '@cco/test-fixtures';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FoundPiece, makeWorld, november, type World } from './world.ts';

const ID = '84f6a1d3-c25b-4079-8e34-7d90c3b5f107';
const OTHER = '84f6bbbb-c25b-4079-8e34-7d90c3b5f107';
const LONG = Array.from({ length: 30 }, (_, at) => `row ${at + 1}`).join('\n');

let world: World;
let file: string;
beforeEach(async () => {
  world = await makeWorld();
  file = await world.session({
    id: ID,
    cwd: '/code/shop',
    at: november(2),
    prompt: 'Why is the CART total wrong?\nSee cart.ts',
    write: (transcript) => {
      const block = toolUseBlock('Bash', { command: 'cat cart.ts', description: 'Read the cart' });
      const { toolUseIds } = transcript.assistant({ blocks: [block] });
      transcript.toolResult({ toolUseId: toolUseIds[0] ?? '', content: LONG });
      transcript.assistant({ blocks: [textBlock('A voucher counts twice.')] });
      transcript.customTitle('Voucher twice');
      transcript.customTitle('Voucher twice');
    },
  });
});

async function pieces(...argv: string[]): Promise<FoundPiece[]> {
  return JSON.parse((await world.run(['show', ...argv, '--json'])).out).pieces;
}

describe('show ID', () => {
  it('shows the whole conversation, long results cut', async () => {
    const { status, out, err } = await world.run(['show', '84f6a1']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out.replace(/ {2}2026-11-02 12:\d\d$/gm, '  TIME')).toBe(
      [
        '2026-11-02 12:00 │ shop │ Voucher twice',
        `${ID} in /code/shop`,
        `claude --resume ${ID}`,
        '',
        'user  TIME',
        '  Why is the CART total wrong?',
        '  See cart.ts',
        '',
        'assistant  TIME',
        '  Done.',
        '',
        'tool call Bash  TIME',
        '  cat cart.ts',
        '',
        '  Read the cart',
        '',
        'tool result Bash  TIME',
        ...LONG.split('\n')
          .slice(0, 10)
          .map((line) => `  ${line}`),
        '  … 20 more lines',
        '',
        'assistant  TIME',
        '  A voucher counts twice.',
        '',
        'title',
        '  Voucher twice',
        '',
      ].join('\n'),
    );
    const all = await world.run(['show', '84f6a1', '--all']);
    expect(all.out).toContain('\n  row 30\n');
    expect(all.out).not.toContain('more lines');
  });

  it('shows the pieces that hold one of the words, and what is around them', async () => {
    expect((await pieces(ID, 'cart')).map(({ speaker, text }) => [speaker, text])).toEqual([
      ['user', 'Why is the CART total wrong?\nSee cart.ts'],
      ['tool call', 'cat cart.ts'],
      ['tool call', 'Read the cart'],
    ]);
    const [first] = await pieces(ID, 'cart');
    expect(first?.ranges).toEqual([
      { start: 11, end: 15 },
      { start: 33, end: 37 },
    ]);
    expect((await pieces(ID, 'voucher', '"row 7"')).map(({ text }) => text)).toEqual([
      LONG,
      'A voucher counts twice.',
      'Voucher twice',
    ]);
    expect((await pieces(ID, '"row 17"', '-C', '1')).map(({ text }) => text)).toEqual([
      'Read the cart',
      LONG,
      'A voucher counts twice.',
    ]);
    const { out } = await world.run(['show', ID, '"row 17"']);
    expect(out).toContain('\n  … 14 lines\n  row 15\n  row 16\n  row 17\n');
  });

  it('marks where something is left out, when pieces around matches are shown', async () => {
    const { out } = await world.run(['show', ID, '/^Done|counts/', '-C', '1']);
    expect(out.split('\n\n⋮\n\n')).toHaveLength(2);
    expect((await world.run(['show', ID, '/^Done|counts/'])).out).not.toContain('⋮');
  });

  it('looks for the words of a query, not for its other terms', async () => {
    expect(await pieces(ID, 'tool:Bash counts -cart')).toEqual(await pieces(ID, 'counts'));
    expect(await pieces(ID, 'tool:Nothing')).toEqual(await pieces(ID));
  });

  it('says that nothing holds the words', async () => {
    expect((await world.run(['show', ID, 'nowhere'])).out).toMatch(
      /\n\nNothing of it holds this\.\n$/,
    );
    expect(await pieces(ID, 'nowhere')).toEqual([]);
  });

  it('tells JSON of the session, its folder and the places', async () => {
    const { session, pieces: shown } = JSON.parse((await world.run(['show', ID, '--json'])).out);
    expect(session).toEqual({
      date: '2026-11-02 12:00',
      project: 'shop',
      id: ID,
      preview: 'Voucher twice',
      cwd: '/code/shop',
      resume: `claude --resume ${ID}`,
    });
    const call = shown.find(({ text }: FoundPiece) => text === 'Read the cart');
    expect(call).toMatchObject({ speaker: 'tool call', tool: 'Bash', file, piece: 1 });
    const bytes = fs.readFileSync(file).subarray(call.offset);
    expect(JSON.parse(bytes.toString().split('\n')[0] ?? '').type).toBe('assistant');
  });

  it('reads subagents for words, and for the rest when told so', async () => {
    const agent = createTranscript({
      sessionId: ID,
      agentId: 'a1',
      cwd: '/code/shop',
      startedAt: november(2),
    });
    agent.assistant({ blocks: [textBlock('The heron is grey.')] });
    const folder = path.join(path.dirname(file), ID, 'subagents');
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'agent-a1.jsonl'), agent.text());
    expect(await pieces(ID, 'heron')).toMatchObject([{ agent: 'a1', text: 'The heron is grey.' }]);
    expect((await world.run(['show', ID])).out).not.toContain('heron');
    expect((await world.run(['show', ID, '--subagents'])).out).toContain(
      '\n⋮\n\nassistant, agent-a1  2026',
    );
  });

  it('asks for more of an id that is not one session’s', async () => {
    await world.session({ id: OTHER, cwd: '/code/x', at: november(1) });
    expect(await world.run(['show', '84f6'])).toEqual({
      status: 1,
      out: '',
      err: `cs: 2 sessions begin with 84f6\nWrite more of the id: ${ID}, ${OTHER}\n`,
    });
  });

  it('refuses an id that no session has, and searches for what is rather a word', async () => {
    const { status, out, err } = await world.run(['show', 'ffffffff']);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^cs: no session begins with ffffffff\n/);
    await world.session({
      id: OTHER,
      cwd: '/code/x',
      at: november(1),
      prompt: 'Show the café: cafe',
    });
    expect(await world.ids(['show', 'cafe'])).toEqual([OTHER]);
    expect(await world.ids(['show', 'the'])).toEqual([OTHER]);
    expect(await world.ids(['show 84f6a1d3'])).toEqual([]);
  });

  it('refuses a wrong number and a wrong query', async () => {
    expect(await world.run(['show', ID, '"open'])).toMatchObject({ status: 1, out: '' });
    expect(await world.run(['show', ID, '-C', '1.5'])).toMatchObject({
      status: 1,
      err: 'cs: --context takes a whole number\nFor example: --context 2\n',
    });
  });
});

describe('a word that begins an id', () => {
  it('lists that session first, and those that hold the word', async () => {
    await world.session({ id: 'new', cwd: '/code/x', at: november(5), prompt: 'Look at 84f6a1d3' });
    expect(await world.ids(['84F6a1'])).toEqual([ID, 'new']);
    expect((await world.find(['84f6a1']))[0]?.match).toBeUndefined();
    expect(await world.ids(['84f6a1', '-n', '1'])).toEqual([ID]);
    expect(await world.ids(['84f6a1', 'look'])).toEqual(['new']);
    expect(await world.ids(['"84f6a1"'])).toEqual(['new']);
    expect(await world.ids(['84f6a1', '-p', 'x'])).toEqual(['new']);
    expect(await world.ids(['84f6a1', '--since', '2026-11-03'])).toEqual(['new']);
  });

  it('lists it once when it holds the word too', async () => {
    await world.session({ id: 'new', cwd: '/code/x', at: november(5), prompt: `See ${OTHER}` });
    await world.session({ id: OTHER, cwd: '/code/x', at: november(1), prompt: `I am ${OTHER}` });
    const found = await world.find([OTHER]);
    expect(found.map(({ id }) => id)).toEqual([OTHER, 'new']);
    expect(found[0]?.match?.text).toBe(`I am ${OTHER}`);
  });
});

it('lets nothing of a session act on the terminal', async () => {
  const evil = '\x1b]0;owned\x07\x1b[31mred\x9b2J\u202etxt\x7f';
  await world.session({
    id: OTHER,
    cwd: `/code/${evil}`,
    at: november(3),
    prompt: `${evil} needle ${evil}`,
    write: (transcript) => {
      transcript.assistant({ blocks: [toolUseBlock(`Tool${evil}`, { a: `needle\r${evil}` })] });
      transcript.customTitle(evil);
    },
  });
  for (const argv of [[], ['needle'], ['needle', '-C', '2'], ['--all']]) {
    for (const more of [[], ['--json']]) {
      const { status, out } = await world.run(['show', OTHER, ...argv, ...more]);
      expect(status).toBe(0);
      expect(out).toContain('needle');
      expect(out).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    }
  }
  const around = await world.run(['needle', '-C', '2']);
  expect(around.out).toContain('needle');
  expect(around.out).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
});
