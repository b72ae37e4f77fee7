import { inlineCode } from './shell/inline-code.ts';
import {
  commandsIn,
  plainWord,
  readOptions,
  type SimpleCommand,
  type Word,
} from './shell/model-api.ts';

/** What a command does with a path. */
export interface Access {
  readonly mode: 'read' | 'write';
  /** As it was written. */
  readonly path: string;
  readonly glob: boolean;
}

/** Programs that name files without showing or passing on what is in them. */
const NAMES_ONLY = new Set(
  `ls ll la dir stat test [ [[ file du df wc chmod chown chgrp rm rmdir unlink echo printf basename dirname realpath
  readlink which type whereis export declare local typeset cd pushd popd pwd tree exa eza lsof md5sum sha1sum
  sha256sum sha512sum shasum cksum b2sum ssh-add ssh-keygen ssh-agent ssh-copy-id ssh autossh mosh history kill fd fdfind
  locate gh docker-compose kubectl oc helm terraform tofu terragrunt npm pnpm yarn bun npx trash trash-put shred
  truncate chattr lsattr getfacl setfacl direnv umask set unset alias mktemp sleep true false certbot mkcert keytool
  dotenv dotenvx vercel netlify supabase heroku flyctl fly wrangler doppler op sudo env nohup timeout xargs nice time
  command exec eval bash sh zsh dash ln mv aws gcloud az gsutil rclone scp sftp rsync curl wget http https nc ncat
  make cmake docker podman find test-path get-item get-childitem gci remove-item new-item rename-item move-item
  write-host write-output resolve-path split-path join-path trap pgrep pkill crontab age-keygen read wait
  git-crypt nginx shellcheck hadolint systemctl service journalctl claude codex code cursor open xdg-open
  firewall-cmd inotifywait watch entr sops chezmoi stow yadm gpg ansible-playbook ansible packer act`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

const GREPS = new Set([
  'grep',
  'egrep',
  'fgrep',
  'zgrep',
  'rg',
  'ag',
  'ack',
  'ggrep',
  'findstr',
  'select-string',
  'sls',
]);
const SCRIPT_FIRST = new Set(['sed', 'gsed', 'awk', 'gawk', 'mawk', 'jq', 'yq', 'perl']);
const COPIES = new Set([
  'cp',
  'gcp',
  'install',
  'rsync',
  'copy-item',
  'copy',
  'cpi',
  'xcopy',
  'robocopy',
]);
/** Their file is a key to be used, or what is to be made, not something to show. */
const USED_AS =
  /^--?(?:env-file|identity|i|key|cert|cacert|certificate|ca|kubeconfig|out|keyout|output|o|key-file|cert-file|tls-(?:key|cert)|ssl-(?:key|cert)|exclude|ignore|ignore-path|name|iname|g|glob|include|not-name|C)$/;
const GREP_USED_AS = /^--?(?:g|glob|include|exclude|exclude-dir|ignore|A|B|C|m|max-count|t|type)$/;
const PUBLIC_OPENSSL =
  /^(?:x509|req|verify|s_client|s_server|genrsa|genpkey|ecparam|dhparam|rand|ca|crl|version|ciphers)$/;

/** Lists the files a command reads and writes, as its words tell. */
export function accessesOf(command: SimpleCommand): Access[] {
  const found: Access[] = [];
  for (const { operator, target, text } of command.redirects) {
    if (target === undefined || text !== undefined) continue;
    if (operator === '<') found.push(access('read', target));
    else if (
      operator.includes('>') &&
      !(operator.endsWith('&') && /^(?:\d+|-)$/.test(target.text))
    ) {
      found.push(access('write', target));
    }
  }
  for (const word of reads(command)) found.push(access('read', word));
  for (const word of writes(command)) found.push(access('write', word));
  return found;
}

function access(mode: Access['mode'], word: Word): Access {
  return { mode, path: word.text, glob: word.pieces.some((piece) => piece.kind === 'glob') };
}

function reads(command: SimpleCommand): Word[] {
  const { args } = command;
  const program = command.program.toLowerCase();
  if (program === '') return [];
  if (program === 'git') return gitReads(args);
  if (program === 'find' || program === 'gfind' || program === 'fd') return foundReads(command);
  if (program === 'dd') {
    return args.filter((word) => word.text.startsWith('if=')).map((word) => cut(word, 3));
  }
  if (program === 'docker' || program === 'podman') return fromContainers(args);
  if (program === 'openssl' && PUBLIC_OPENSSL.test(args[0]?.text ?? '')) return [];
  if (NAMES_ONLY.has(program) && !(program === 'type' && command.dialect !== 'sh')) return [];
  const code = inlineCode(command);
  if (code !== undefined) return codeReads(code.text);
  const usedAs = GREPS.has(program) ? GREP_USED_AS : USED_AS;
  let operands = args.filter((word, index) => {
    if (/^-/.test(word.text)) return false;
    const before = args[index - 1]?.text ?? '';
    // Here -in and -key name what is read.
    return program === 'openssl' ? !/^-(?:out|keyout)$/.test(before) : !usedAs.test(before);
  });
  if (GREPS.has(program)) {
    if (!args.some((word) => /^(?:-\w*[ef]|--regexp|--file|-[Pp]attern)$/.test(word.text))) {
      operands = operands.slice(1);
    }
  } else if (SCRIPT_FIRST.has(program)) {
    if (!args.some((word) => /^-[a-z]*[ef]$/.test(word.text))) operands = operands.slice(1);
    if (isInPlace(command)) return [];
  } else if (COPIES.has(program) && operands.length > 1) {
    operands = operands.slice(0, -1);
  } else if (program === 'tee' || program === 'touch' || program === 'mkdir') {
    return [];
  } else if (program === 'tar' || program === 'zip' || program === '7z') {
    return archived(program, args, operands);
  } else if (/^(?:set-content|add-content|out-file|tee-object)$/.test(program)) {
    return [];
  }
  return operands.flatMap((word) => [word, ...namedInside(word)]);
}

function isInPlace({ program, args }: SimpleCommand): boolean {
  return args.some((word) =>
    program === 'perl'
      ? /^-[a-z]*i/.test(word.text)
      : /^(?:-[nErsz]*i.*|--in-place.*)$/.test(word.text),
  );
}

/** `cat $(find . -name .env)`: what the inner command looks for. */
function namedInside(word: Word): Word[] {
  return commandsIn(word).flatMap(({ program, args }) =>
    /^(?:find|fd|ls|locate|echo)$/.test(program) ? args.filter((one) => !/^-/.test(one.text)) : [],
  );
}

function gitReads(args: readonly Word[]): Word[] {
  const { operands } = readOptions(args, {
    short: 'cC',
    long: ['git-dir', 'work-tree'],
    stopAtOperand: true,
  });
  const [name, ...rest] = operands;
  if (!/^(?:show|diff|blame|cat-file|log|grep|archive)$/.test(name?.text ?? '')) return [];
  const texts = rest.map((word) => word.text);
  if (name?.text === 'log' && !texts.some((text) => /^(?:-p|-u|--patch)$/.test(text))) return [];
  if (
    texts.some((text) => /^--(?:stat|name-only|name-status|quiet|shortstat|numstat)$/.test(text))
  ) {
    return [];
  }
  return rest
    .filter((word) => !/^-/.test(word.text))
    .map((word) => (/^[^/:]*:./.test(word.text) ? cut(word, word.text.indexOf(':') + 1) : word));
}

/** `find -name '*.pem' -exec cat`, `find … | xargs cat`: the names are what is read. */
function foundReads(command: SimpleCommand): Word[] {
  const { args } = command;
  const named = args.filter((_, index) =>
    /^-(?:i?name|i?path|g|glob)$/.test(args[index - 1]?.text ?? ''),
  );
  if (command.program === 'fd')
    named.push(...args.filter((word) => !/^-/.test(word.text)).slice(0, 1));
  const at = args.findIndex((word) => /^-(?:exec|execdir|ok|x|X)$/.test(word.text));
  const inner = at < 0 ? undefined : args[at + 1]?.text.replace(/^.*\//, '');
  const outer = command.downstream.find((one) => one.moreArguments)?.program;
  const reader = inner ?? outer;
  return reader === undefined || (NAMES_ONLY.has(reader) && !/^(?:sh|bash|curl|scp)$/.test(reader))
    ? []
    : named;
}

/** Mounted host folders, and files copied out of a container. */
function fromContainers(args: readonly Word[]): Word[] {
  if (args[0]?.text === 'cp') {
    const source = args.slice(1).find((word) => !/^-/.test(word.text));
    return source === undefined ? [] : [cut(source, source.text.indexOf(':') + 1)];
  }
  return args
    .filter(
      (word, index) =>
        /^(?:-v|--volume)$/.test(args[index - 1]?.text ?? '') && word.text.includes(':'),
    )
    .map((word) => plainWord(word.text.slice(0, word.text.indexOf(':', 2))));
}

function archived(program: string, args: readonly Word[], operands: readonly Word[]): Word[] {
  if (program !== 'tar') return operands.slice(program === 'zip' ? 1 : 2);
  const mode = args[0]?.text ?? '';
  const creates =
    /^-?[a-zA-Z]*[cru][a-zA-Z]*$/.test(mode) ||
    args.some((word) => /^(?:-c|--create|-[a-z]*c[a-z]*)$/.test(word.text));
  if (!creates) return [];
  return operands.filter((word) => word !== args[0]).slice(1);
}

const LITERAL = /"([^"\\\n]{1,300})"|'([^'\\\n]{1,300})'|`([^`\\\n]{1,300})`/g;

function codeReads(code: string): Word[] {
  if (!/\bopen\b|read|slurp|file_get_contents|\bload\b|\bFile\b|<\s*\$|cat\b/.test(code)) return [];
  return [...code.matchAll(LITERAL)].map((match) =>
    plainWord(match[1] ?? match[2] ?? match[3] ?? ''),
  );
}

function writes(command: SimpleCommand): Word[] {
  const { args } = command;
  const program = command.program.toLowerCase();
  const operands = args.filter((word) => !/^-/.test(word.text));
  const after = (...names: string[]): Word[] =>
    args.filter((_, index) => names.includes(args[index - 1]?.text ?? ''));
  switch (program) {
    case 'tee':
    case 'tee-object':
    case 'touch':
    case 'mkdir':
    case 'set-content':
    case 'add-content':
    case 'out-file':
    case 'new-item':
      return operands;
    case 'truncate':
      return operands.filter((word) => !after('-s', '--size', '-r').includes(word));
    case 'cp':
    case 'gcp':
    case 'mv':
    case 'ln':
    case 'install':
    case 'copy-item':
    case 'move-item':
    case 'rsync': {
      const into = readOptions(args, { short: 't', long: ['target-directory'] }).values(
        't',
        'target-directory',
      );
      const destination = into.length > 0 ? into : operands.length > 1 ? operands.slice(-1) : [];
      return destination.filter(
        (word) => !/^[\w.@-]+:/.test(word.text) || /^[a-z]:[\\/]/i.test(word.text),
      );
    }
    case 'dd':
      return args.filter((word) => word.text.startsWith('of=')).map((word) => cut(word, 3));
    case 'curl':
      return after('-o', '--output', '--output-dir');
    case 'wget':
      return after('-O', '--output-document', '-P', '--directory-prefix').filter(
        (word) => word.text !== '-',
      );
    case 'unzip':
      return after('-d');
    case 'tar':
      return /x/.test(args[0]?.text ?? '') ? after('-C', '--directory') : [];
    case 'git': {
      const at = operands.findIndex((word) => word.text === 'clone');
      return at === 0 ? operands.slice(2, 3) : [];
    }
    case 'sed':
    case 'gsed':
    case 'perl':
      return isInPlace(command)
        ? operands.slice(args.some((word) => /^-[a-z]*e$/.test(word.text)) ? 0 : 1)
        : [];
    default:
      return [];
  }
}

function cut(word: Word, from: number): Word {
  const glob = word.pieces.filter((piece) => piece.kind === 'glob');
  return { text: word.text.slice(from), pieces: glob, literal: word.literal };
}
