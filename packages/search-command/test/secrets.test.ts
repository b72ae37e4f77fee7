import { findSecrets } from '@cco/secrets';
import { textBlock } from '@cco/test-fixtures';
import { describe, expect, it } from 'vitest';
import { makeWorld, november } from './world.ts';

const LETTERS = 'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZ'.repeat(8);
const HEX = '3f786850e387550fdab836ed7e6dc881de23001b9c2a40d7'.repeat(3);
const CAPITALS = 'QZ7RT2MNB4WXY5KD8LPHJ3VCG6SF9'.repeat(3);
const of = (source: string, length: number) => source.slice(0, length);
const KEY_BODY = Array.from({ length: 12 }, () => of(LETTERS, 64)).join('\n');

/** One of each kind that the rules are certain about; in two parts, so that none stands here. */
const SECRETS: Readonly<Record<string, string>> = {
  'AWS access key': `AK${'IA'}${of(CAPITALS, 16)}`,
  'AWS temporary access key': `AS${'IA'}${of(CAPITALS, 16)}`,
  'Anthropic key': `sk-ant-${'api03-'}${of(LETTERS, 90)}`,
  'OpenAI key': `sk-${'proj-'}${of(LETTERS, 48)}`,
  'GitHub token': `gh${'p_'}${of(LETTERS, 36)}`,
  'GitLab token': `glp${'at-'}${of(LETTERS, 20)}`,
  'npm token': `np${'m_'}${of(LETTERS, 36)}`,
  'PyPI token': `pypi-${'AgEIcHlwaS5vcmc'}${of(LETTERS, 80)}`,
  'Slack token': `xox${'b-'}${of(LETTERS, 40)}`,
  'Slack webhook': `hooks.slack.com/services/${'T12AB34CD'}/B12AB34CD/${of(LETTERS, 24)}`,
  'Stripe key': `sk_${'live_'}${of(LETTERS, 24)}`,
  'Stripe webhook secret': `wh${'sec_'}${of(LETTERS, 32)}`,
  'Google API key': `AI${'za'}${of(LETTERS, 35)}`,
  'Google OAuth secret': `GOC${'SPX-'}${of(LETTERS, 28)}`,
  'SendGrid key': `S${'G.'}${of(LETTERS, 22)}.${of(LETTERS, 43)}`,
  'Hugging Face token': `h${'f_'}${of(LETTERS, 34)}`,
  'Groq key': `gs${'k_'}${of(LETTERS, 52)}`,
  'xAI key': `xa${'i-'}${of(LETTERS, 80)}`,
  'OpenRouter key': `sk-or-${'v1-'}${of(HEX, 64)}`,
  'Shopify token': `shp${'at_'}${of(HEX, 32)}`,
  'DigitalOcean token': `dop_${'v1_'}${of(HEX, 64)}`,
  'Telegram bot token': `${'73920461'}:AA${of(LETTERS, 33)}`,
  'age secret key': `AGE-SECRET-${'KEY-1'}${of(CAPITALS, 58)}`,
  'private key': `-----BEGIN RSA ${'PRIVATE KEY'}-----\n${KEY_BODY}\n-----END RSA PRIVATE KEY-----`,
  'GCP service account': `{"private_${'key_id'}": "${of(HEX, 40)}"}`,
  'Databricks token': `dap${'i'}${of(HEX, 32)}`,
  'Doppler token': `dp.${'pt.'}${of(LETTERS, 42)}`,
  'Linear key': `lin_${'api_'}${of(LETTERS, 40)}`,
  'Mailgun key': `ke${'y-'}${of(HEX, 32)}`,
  'HashiCorp Vault token': `hv${'s.'}${of(LETTERS, 40)}`,
  'Atlassian token': `ATA${'TT3'}${of(LETTERS, 120)}`,
  'Docker Hub token': `dckr_${'pat_'}${of(LETTERS, 30)}`,
  'Perplexity key': `ppl${'x-'}${of(LETTERS, 48)}`,
  'Replicate token': `r${'8_'}${of(LETTERS, 38)}`,
  'Notion token': `nt${'n_'}${of(LETTERS, 46)}`,
};

/** What must not be seen: the last part of the longest stretch of letters and digits. */
function hiddenPart(secret: string): string {
  const [longest = ''] = (secret.match(/[A-Za-z0-9]+/g) ?? []).sort((a, b) => b.length - a.length);
  return longest.slice(-12);
}

describe.each(Object.entries(SECRETS))('%s', (kind, secret) => {
  it('is one that the rules are certain about', () => {
    expect(findSecrets(secret)).toMatchObject([{ kind, tier: 'certain' }]);
  });

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

it('covers every kind that the rules name', async () => {
  const { SECRET_PATTERNS } = await import('../../secrets/src/patterns.ts');
  const kinds = SECRET_PATTERNS.filter(({ tier }) => tier === 'certain').map(({ kind }) => kind);
  expect(Object.keys(SECRETS).sort()).toEqual([...new Set(kinds)].sort());
});
