/** A shape of secrets. The first group of `pattern`, where there is one, is the secret itself. */
export interface SecretPattern {
  readonly kind: string;
  readonly tier: 'certain' | 'possible';
  /** Parts of which every match has one, to skip most texts; lower case. None: search every text. */
  readonly hints: readonly string[];
  readonly pattern: RegExp;
  /** It counts only where a word begins. @default anywhere */
  readonly isWord?: boolean;
  /** Lowest entropy, in bits per character, for shapes that words could have too. */
  readonly entropy?: number;
  /**
   * Never shown whole. A shape that belongs to an issuer never is; of the others, those whose place
   * says that it is a credential. @default false
   */
  readonly isHidden: boolean;
}

function certain(kind: string, hints: string | readonly string[], pattern: RegExp): SecretPattern {
  return { kind, tier: 'certain', hints: listOf(hints), pattern, isHidden: true };
}

function possible(
  kind: string,
  hints: string | readonly string[],
  pattern: RegExp,
  entropy?: number,
): SecretPattern {
  return {
    kind,
    tier: 'possible',
    hints: listOf(hints),
    pattern,
    isHidden: false,
    ...(entropy === undefined ? {} : { entropy }),
  };
}

/** A guess, but its place says that it is a credential. */
function credential(
  ...[kind, hints, pattern, entropy]: Parameters<typeof possible>
): SecretPattern {
  return { ...possible(kind, hints, pattern, entropy), isHidden: true };
}

function listOf(hints: string | readonly string[]): readonly string[] {
  return typeof hints === 'string' ? [hints] : hints;
}

/** A shape that could also be a piece of a longer word. */
function token(kind: string, hints: string | readonly string[], pattern: RegExp): SecretPattern {
  return { ...certain(kind, hints, pattern), isWord: true };
}

/** All shapes; quantifiers have bounds, and no two of them can share characters. */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  token('AWS access key', 'akia', /(?:AKIA)[0-9A-Z]{16}\b/g),
  token('AWS temporary access key', 'asia', /(?:ASIA)[0-9A-Z]{16}\b/g),
  certain(
    'Anthropic key',
    'sk-ant-',
    /sk-ant-(?:api\d{2}|admin\d{2}|oat\d{2}|sid\d{2})-[\w-]{20,200}/g,
  ),
  token(
    'OpenAI key',
    ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    /sk-(?:proj|svcacct|admin)-[\w-]{20,250}/g,
  ),
  token('OpenAI key', 't3blbkfj', /sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}\b/g),
  certain(
    'GitHub token',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    /gh[pousr]_[A-Za-z0-9]{36,255}(?![A-Za-z0-9])/g,
  ),
  certain('GitHub token', 'github_pat_', /github_pat_[A-Za-z0-9_]{22,255}(?![A-Za-z0-9])/g),
  certain(
    'GitLab token',
    ['glpat-', 'gldt-', 'glrt-', 'glsoat-', 'glptt-', 'glcbt-', 'glft-', 'glagent-'],
    /gl(?:pat|dt|rt|soat|ptt|cbt|ft|agent)-[\w-]{20,64}/g,
  ),
  certain('npm token', 'npm_', /npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g),
  certain('PyPI token', 'pypi-', /pypi-AgEIcHlwaS5vcmc[\w-]{50,300}/g),
  certain(
    'Slack token',
    ['xoxa-', 'xoxb-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-'],
    /xox[abeoprs]-(?:\d+-)?[A-Za-z0-9-]{10,250}/g,
  ),
  certain(
    'Slack webhook',
    'hooks.slack.com',
    /hooks\.slack\.com\/services\/T\w{6,12}\/B\w{6,12}\/\w{20,30}/g,
  ),
  token('Stripe key', '_live_', /[sr]k_live_[A-Za-z0-9]{16,247}\b/g),
  token('Stripe webhook secret', 'whsec_', /whsec_[A-Za-z0-9+/=]{24,80}/g),
  token('Google API key', 'aiza', /AIza[\w-]{35}(?![\w-])/g),
  token('Google OAuth secret', 'gocspx-', /GOCSPX-[\w-]{28}(?![\w-])/g),
  token('SendGrid key', 'sg.', /SG\.[\w-]{16,32}\.[\w-]{16,64}(?![\w-])/g),
  token('Hugging Face token', 'hf_', /hf_[A-Za-z0-9]{30,50}\b/g),
  token('Groq key', 'gsk_', /gsk_[A-Za-z0-9]{40,60}\b/g),
  token('xAI key', 'xai-', /xai-[A-Za-z0-9]{60,100}\b/g),
  token('OpenRouter key', 'sk-or-v1-', /sk-or-v1-[0-9a-f]{40,80}\b/g),
  token(
    'Shopify token',
    ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b/g,
  ),
  token('DigitalOcean token', ['doo_v1_', 'dop_v1_', 'dor_v1_'], /do[opr]_v1_[0-9a-f]{64}\b/g),
  certain('Telegram bot token', ':aa', /(?<!\d)\d{8,10}:AA[\w-]{33}(?![\w-])/g),
  token('age secret key', 'age-secret-key-', /AGE-SECRET-KEY-1[0-9A-Z]{58}\b/g),
  certain(
    'private key',
    'private key',
    /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g,
  ),
  certain(
    'GCP service account',
    'private_key_id',
    /private_key_id\\{0,8}"\s{0,4}:\s{0,4}\\{0,8}"([0-9a-f]{40})\b/g,
  ),
  token('Databricks token', 'dapi', /dapi[0-9a-f]{32}\b/g),
  token(
    'Doppler token',
    ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.'],
    /dp\.(?:pt|st|ct|sa)\.[A-Za-z0-9]{40,44}\b/g,
  ),
  token('Linear key', 'lin_api_', /lin_api_[A-Za-z0-9]{40}\b/g),
  token('Mailgun key', 'key-', /key-[0-9a-f]{32}\b/g),
  token('HashiCorp Vault token', 'hvs.', /hvs\.[\w-]{24,120}/g),
  token('Atlassian token', 'atatt3', /ATATT3[\w=-]{100,250}/g),
  token('Docker Hub token', 'dckr_pat_', /dckr_pat_[\w-]{27,60}/g),
  token('Perplexity key', 'pplx-', /pplx-[A-Za-z0-9]{40,60}\b/g),
  token('Replicate token', 'r8_', /r8_[A-Za-z0-9]{37,40}\b/g),
  token('Notion token', 'ntn_', /ntn_[A-Za-z0-9]{40,50}\b/g),
  token('Google OAuth token', 'ya29.', /ya29\.[\w-]{60,1000}/g),
  token('Google refresh token', '1//0', /1\/\/0[\w-]{40,200}/g),
  token('Twilio key', [], /SK[0-9a-f]{32}\b/g),
  {
    ...token('Discord bot token', [], /[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/g),
    entropy: 4.5,
  },
  token('Tailscale key', 'tskey-', /tskey-(?:auth|api|client|scim|webhook)-[A-Za-z0-9-]{20,80}/g),
  token('Cloudflare origin key', 'v1.0-', /v1\.0-[0-9a-f]{24}-[0-9a-f]{146}\b/g),
  credential(
    'password in a URL',
    '://',
    /:\/\/(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s:/?#@'"<>{}$]{0,80}:([^\s:/?#@'"<>{}$]{3,200})@[\w.-]/gi,
  ),
  {
    ...credential('JSON web token', 'eyj', /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000}/g),
    isWord: true,
  },
  possible('bearer token', 'bearer', /\bBearer\s{1,4}([\w.~+/-]{20,4000}=*)/gi, 3),
  credential(
    'basic credentials',
    'basic',
    /Authorization:\s{0,4}Basic\s{1,4}([A-Za-z0-9+/]{16,1000}=*)/gi,
    3,
  ),
  {
    ...credential(
      'storage account key',
      'accountkey=',
      /AccountKey=([A-Za-z0-9+/]{40,100}={0,2})/gi,
    ),
    isWord: true,
  },
  credential(
    'AWS secret key',
    'aws',
    /aws_?secret_?(?:access_?)?key["']?\s{0,4}[=:]\s{0,4}["']?([A-Za-z0-9+/]{40})(?![A-Za-z0-9+/])/gi,
    3.5,
  ),
  possible(
    'assigned secret',
    ['key', 'token', 'secret', 'passw', 'passphrase', 'credential'],
    /(?:api[_-]?key|access[_-]?key|auth[_-]?token|token|secret|passwd|password|passphrase|private[_-]?key|client[_-]?secret|credential)[\w-]{0,30}["']?\s{0,4}(?::=|=>|[=:])\s{0,4}["'`]?([\w.~+/!@#%^&*-]{20,500}={0,2})/gi,
    3.3,
  ),
];
