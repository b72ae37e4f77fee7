import { hiddenPart, SAMPLE_SECRETS, textBlock } from '@cco/test-fixtures';
import { describe, expect, it } from 'vitest';
import { makeWorld, november } from './world.ts';

describe.each(Object.entries(SAMPLE_SECRETS))('%s', (_, secret) => {
  it('is seen nowhere', async () => {
    const world = await makeWorld();
    const id = '84f6a1d3-c25b-4079-8e34-7d90c3b5f107';
    await world.session({
      id,
      cwd: '/code/shop',
      at: november(2),
      prompt: `${secret} is the key, needle`,
      write: (transcript) => {
        transcript.assistant({ blocks: [textBlock(`needle ${secret} behind`)] });
        transcript.assistant({ blocks: [textBlock(`A ${'\x1b[1m'}${secret}\x1b[0m needle`)] });
        transcript.customTitle(`Title with ${secret}`);
      },
    });
    const runs = [
      [],
      ['needle'],
      ['needle', '-C', '3'],
      [`"${hiddenPart(secret)}"`],
      ['show', id],
      ['show', id, '--all'],
      ['show', id, `"${hiddenPart(secret)}"`, '-C', '1'],
    ];
    for (const argv of runs) {
      for (const more of [[], ['--json']]) {
        const { status, out } = await world.run([...argv, ...more]);
        expect({ status, isFound: out.includes(id) }).toEqual({ status: 0, isFound: true });
        expect(out).not.toContain(hiddenPart(secret));
        expect(out).toContain('…');
      }
    }
  });
});
