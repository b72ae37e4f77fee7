import { Minimatch } from 'minimatch';
import { matchesGlob } from './glob.ts';

/** What kind of secret a path holds. */
export type SensitiveKind =
  | 'environment'
  | 'key'
  | 'credentials'
  | 'system'
  | 'history'
  | 'browser';

/** Globs of paths that hold secrets, against resolved paths with forward slashes. */
export const SENSITIVE_GLOBS: Readonly<Record<SensitiveKind, readonly string[]>> = {
  environment: ['**/.env', '**/.env.*', '**/*.env', '**/.envrc', '**/.dev.vars', '**/.env-*'],
  key: [
    '**/id_{rsa,dsa,ecdsa,ed25519,ecdsa_sk,ed25519_sk}',
    '**/id_{rsa,dsa,ecdsa,ed25519}.{old,bak,backup}',
    '**/.ssh',
    '**/.ssh/*',
    '**/*.{pem,key,p12,pfx,p8,jks,keystore,kdbx,ppk}',
    '**/.gnupg',
    '**/.gnupg/**',
    '**/ssh_host_*_key',
    '**/.config/age/**',
    '**/.config/sops/age/**',
    '**/.password-store/**',
  ],
  credentials: [
    '**/credentials.json',
    '**/*credentials*.{yml,yaml,ini}',
    '**/secrets.{json,yml,yaml,toml,env}',
    '**/config/master.key',
    '**/serviceAccountKey*.json',
    '**/service-account*.json',
    '**/firebase-adminsdk*.json',
    '**/*-firebase-adminsdk-*.json',
    '**/local.settings.json',
    '**/{.npmrc,.netrc,_netrc,.pypirc,.pgpass,.my.cnf,.htpasswd,.git-credentials,.vault-token,.s3cfg,.boto}',
    '**/.yarnrc.yml.local',
    '**/.aws',
    '**/.aws/credentials',
    '**/.aws/{sso,cli}/cache/**',
    '**/.azure',
    '**/.azure/**',
    '**/.config/gcloud',
    '**/.config/gcloud/**',
    '**/gcloud/{application_default_credentials.json,credentials.db,access_tokens.db}',
    '**/.config/gh/hosts.yml',
    '**/GitHub CLI/hosts.yml',
    '**/.config/hub',
    '**/.kube/config',
    '**/.docker/config.json',
    '**/.cargo/credentials*',
    '**/.gem/credentials',
    '**/.composer/auth.json',
    '**/.m2/settings{,-security}.xml',
    '**/.gradle/gradle.properties',
    '**/.terraform.d/credentials.tfrc.json',
    '**/terraform.tfstate{,.backup}',
    '**/*.tfstate',
    '**/*.tfvars{,.json}',
    '**/.claude/.credentials.json',
    '**/.codex/auth.json',
    '**/.gemini/oauth_creds.json',
    '**/.local/share/keyrings/**',
    '**/Library/Keychains/**',
    '**/wp-config.php',
    '**/.config/rclone/rclone.conf',
    '**/kubeconfig',
    '**/*.kubeconfig',
  ],
  system: [
    '/etc/{shadow,gshadow,sudoers}{,-}',
    '/etc/sudoers.d/**',
    '/proc/*/environ',
    '/etc/ssl/private/**',
    '{/run,/var/run}/secrets/**',
    '**/Windows/System32/config/{SAM,SYSTEM,SECURITY}',
    '**/NTDS.dit',
  ],
  history: [
    '**/.{bash,zsh,sh,psql,mysql,python,node_repl,irb}_history',
    '**/fish_history',
    '**/ConsoleHost_history.txt',
  ],
  browser: [
    '**/.mozilla/firefox/**',
    '**/Firefox/Profiles/**',
    '**/{google-chrome,chromium,BraveSoftware,microsoft-edge}/**/{Login Data,Cookies,Web Data,Local State}',
    '**/{Chrome,Chromium,Brave-Browser,Edge}/**/{Login Data,Cookies,Web Data,Local State}',
    '**/.config/{google-chrome,chromium,BraveSoftware}{,/**}',
    '**/Library/Application Support/Google/Chrome/**',
    '**/Library/Cookies/**',
  ],
};

/** Globs of what looks alike and holds no secrets; they win. */
export const HARMLESS_GLOBS: readonly string[] = [
  '**/*.{example,sample,template,dist,tpl,tmpl,defaults,schema}',
  '**/*.{example,sample,template}.*',
  '**/{example,sample}.env',
  '**/.env.{example,sample,template,dist,defaults,schema}',
  '**/.env.{vault,test,ci}.example',
  '**/.env-{example,sample,template}',
  '**/*.pub',
  '**/known_hosts{,.old}',
  '**/.ssh/{config,authorized_keys,authorized_keys2,environment}',
  '**/environment.{ts,js,py,rb,go}',
  '**/*.env.{ts,js,d.ts,mjs,cjs,tsx,md}',
  '**/.env.{d.ts,ts,js,md}',
  '**/*{cacert,ca-certificates,ca-bundle,fullchain,chain}.pem',
  '**/cacert.pem',
  '/etc/ssl/certs/**',
  '**/node_modules/**/*.pem',
  '**/site-packages/**',
  '**/*.example.tfvars',
];

interface Compiled {
  readonly kind: SensitiveKind;
  readonly glob: Minimatch;
}

const OPTIONS = { dot: true, nocase: true, nonegate: true, nocomment: true } as const;

/** A path can match a glob only when it has one of these in it: most paths are told apart so. */
const HINT =
  /env|ssh|id_|\.(?:pem|key|p12|pfx|p8|jks|keystore|kdbx|ppk|dev\.vars|npmrc|netrc|pypirc|pgpass|my\.cnf|htpasswd|git-cred|vault|s3cfg|boto|aws|azure|gnupg|kube|docker|cargo|gem|composer|m2|gradle|terraform|claude|codex|gemini|mozilla|config|password-store|local)|_netrc|credential|secret|service.?account|firebase|local\.settings|gcloud|hosts\.yml|tfstate|tfvars|shadow|sudoers|history|keychain|wp-config|rclone|kubeconfig|chrom|firefox|brave|edge|cookies|ssl\/private|system32|ntds|master\.key/i;

let sensitive: readonly Compiled[] | undefined;
let harmless: readonly Minimatch[] | undefined;

/**
 * Tells what secrets a resolved path holds; undefined when it is not known to hold any.
 *
 * @param extra - Further globs, from a policy.
 *
 * @example
 * sensitiveKind('/home/user/.ssh/id_ed25519'); // 'key'
 * sensitiveKind('/code/app/.env.example'); // undefined
 */
export function sensitiveKind(
  path: string,
  extra: readonly string[] = [],
): SensitiveKind | undefined {
  const normal = path.replaceAll('\\', '/');
  if (extra.some((glob) => matchesGlob(normal, glob))) return 'credentials';
  if (normal.length > 4096 || !HINT.test(normal)) return undefined;
  if (known.has(normal)) return known.get(normal);
  if (known.size >= MOST_KNOWN) known.clear();
  const kind = matched(normal);
  known.set(normal, kind);
  return kind;
}

const MOST_KNOWN = 1_000;
/** Sessions name the same files again and again, and matching some eighty globs is slow. */
const known = new Map<string, SensitiveKind | undefined>();

function matched(normal: string): SensitiveKind | undefined {
  sensitive ??= Object.entries(SENSITIVE_GLOBS).flatMap(([kind, globs]) =>
    globs.map((glob) => ({ kind: kind as SensitiveKind, glob: new Minimatch(glob, OPTIONS) })),
  );
  harmless ??= HARMLESS_GLOBS.map((glob) => new Minimatch(glob, OPTIONS));
  const found = sensitive.find(({ glob }) => glob.match(normal));
  if (found === undefined || harmless.some((glob) => glob.match(normal))) return undefined;
  return found.kind;
}

/**
 * Tells whether a glob that a program expands may name something sensitive: `.env*`, `*.pem`.
 *
 * @example
 * sensitiveGlob('/code/app/.env*'); // 'environment'
 */
export function sensitiveGlob(
  glob: string,
  extra: readonly string[] = [],
): SensitiveKind | undefined {
  // The fewest and the likeliest characters a star stands for.
  for (const filling of ['', 'x']) {
    const kind = sensitiveKind(
      glob
        .replace(/\[([^\]!^])[^\]]*\]/g, '$1')
        .replace(/\*+/g, filling)
        .replaceAll('?', 'x'),
      extra,
    );
    if (kind !== undefined) return kind;
  }
  return undefined;
}
