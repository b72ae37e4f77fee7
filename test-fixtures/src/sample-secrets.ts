const LETTERS = 'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZ'.repeat(8);
const HEX = '3f786850e387550fdab836ed7e6dc881de23001b9c2a40d7'.repeat(4);
const CAPITALS = 'QZ7RT2MNB4WXY5KD8LPHJ3VCG6SF9'.repeat(3);
const KEY_LINES = Array.from({ length: 12 }, () => of(LETTERS, 64)).join('\n');

function of(source: string, length: number): string {
  return source.slice(0, length);
}

/**
 * A made-up secret of each kind that is never shown whole, by its kind; each is written in two parts,
 * so that none stands in this file. Where a credential is known by its place, the place is there too.
 */
export const SAMPLE_SECRETS: Readonly<Record<string, string>> = {
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
  'Google OAuth token': `ya${'29.'}${of(LETTERS, 120)}`,
  'Google refresh token': `1/${'/0'}${of(LETTERS, 64)}`,
  'SendGrid key': `S${'G.'}${of(LETTERS, 22)}.${of(LETTERS, 43)}`,
  'Hugging Face token': `h${'f_'}${of(LETTERS, 34)}`,
  'Groq key': `gs${'k_'}${of(LETTERS, 52)}`,
  'xAI key': `xa${'i-'}${of(LETTERS, 80)}`,
  'OpenRouter key': `sk-or-${'v1-'}${of(HEX, 64)}`,
  'Shopify token': `shp${'at_'}${of(HEX, 32)}`,
  'DigitalOcean token': `dop_${'v1_'}${of(HEX, 64)}`,
  'Telegram bot token': `${'73920461'}:AA${of(LETTERS, 33)}`,
  'age secret key': `AGE-SECRET-${'KEY-1'}${of(CAPITALS, 58)}`,
  'private key': `-----BEGIN RSA ${'PRIVATE KEY'}-----\n${KEY_LINES}\n-----END RSA PRIVATE KEY-----`,
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
  'Twilio key': `S${'K'}${of(HEX, 32)}`,
  'Discord bot token': `M${'D'}${of(LETTERS, 22)}.${'Gz4kPq'}.${of(LETTERS, 27)}`,
  'Tailscale key': `tskey-${'auth-'}k${of(LETTERS, 15)}-${of(LETTERS, 32)}`,
  'Cloudflare origin key': `v1${'.0-'}${of(HEX, 24)}-${of(HEX, 146)}`,
  'password in a URL': `postgres://app:${'s8Kq2zPw9LvT'}@db.test/x`,
  'JSON web token': `ey${'J'}${of(LETTERS, 30)}.ey${'J'}${of(LETTERS, 60)}.${of(LETTERS, 43)}`,
  'basic credentials': `Authorization: ${'Basic'} ${of(LETTERS, 40)}`,
  'storage account key': `Account${'Key'}=${of(LETTERS, 86)}==`,
  'AWS secret key': `AWS_SECRET_${'ACCESS_KEY'}=${of(LETTERS, 40)}`,
};

/**
 * Returns the part of a secret that no output may hold: the last part of its longest stretch of
 * letters and digits.
 */
export function hiddenPart(secret: string): string {
  const [longest = ''] = (secret.match(/[A-Za-z0-9]+/g) ?? []).sort((a, b) => b.length - a.length);
  return longest.slice(-12);
}
