import type { SimpleCommand } from './shell/model-api.ts';

const DOWNLOADERS = new Set([
  'curl',
  'wget',
  'wget2',
  'aria2c',
  'http',
  'https',
  'xh',
  'xhs',
  'fetch',
  'lynx',
  'w3m',
  'axel',
  'gsutil',
  'nc',
  'ncat',
  'netcat',
  'socat',
  'telnet',
  'ftp',
  'tftp',
  'scp',
  'iwr',
  'irm',
  'invoke-webrequest',
  'invoke-restmethod',
  'start-bitstransfer',
  'ssh',
]);

/** Tells whether a command brings something from the network to its output. */
export function isDownload(command: SimpleCommand): boolean {
  const program = command.program.toLowerCase();
  if (program === 'aws')
    return (
      command.args.some((word) => word.text === 's3') &&
      command.args.some((word) => word.text === '-')
    );
  if (program === 'gh') return /^(?:api|gist)$/.test(command.args[0]?.text ?? '');
  if (program === 'ssh' || program === 'scp' || program === 'gsutil') return false;
  if (program === 'git') return false;
  if (DOWNLOADERS.has(program)) return !isLocalOnly(command);
  return (
    /\b(?:DownloadString|WebClient)\b/i.test(command.source) && command.dialect === 'powershell'
  );
}

/** Files on this machine are no download. */
function isLocalOnly({ args }: SimpleCommand): boolean {
  const urls = args.filter((word) => /^[a-z]+:\/\//i.test(word.text));
  return urls.length > 0 && urls.every((word) => /^file:/i.test(word.text));
}

const DECODERS = /^(?:g?base(?:64|32)|openssl|xxd|uudecode|gpg|rev|tr)$/;

/** Tells whether a command turns hidden text into readable text. */
export function isDecoder(command: SimpleCommand): boolean {
  if (!DECODERS.test(command.program)) return false;
  const texts = command.args.map((word) => word.text);
  switch (command.program) {
    case 'xxd':
      return texts.some((text) => /^-\w*r/.test(text));
    case 'openssl':
      return /^(?:enc|base64|aes|des)/.test(texts[0] ?? '') && texts.includes('-d');
    case 'uudecode':
    case 'rev':
      return true;
    case 'gpg':
      return texts.some((text) => /^(?:-d|--decrypt)$/.test(text));
    case 'tr':
      return (
        texts.some((text) => /[A-Za-z]-[A-Za-z]/.test(text)) &&
        texts.length === 2 &&
        /^.*[n-zN-Z]-[a-zA-Z].*$/.test(texts[1] ?? '')
      );
    default:
      return texts.some((text) => /^(?:-[a-zA-Z]*[dD][a-zA-Z]*|--d[a-z]*)$/.test(text));
  }
}

/** The host of a URL or of `user@host:path`; lower case, without port. */
export function hostOf(url: string): string | undefined {
  const match =
    /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:?#\s]+)/i.exec(url) ??
    /^(?:[\w.-]+@)?([a-z0-9-]+(?:\.[a-z0-9-]+)+|localhost)(?::|\/|$)/i.exec(url);
  return match?.[1]?.toLowerCase();
}

/** Tells whether a host is this machine or a private network's. */
export function isLocalHost(host: string): boolean {
  return (
    /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[?::1?\]?|host\.docker\.internal|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+)$/.test(
      host,
    ) || /\.(?:local|localhost|test|internal|svc|cluster\.local)$/.test(host)
  );
}

/** Hosts whose business is to take or to relay what is sent to them. */
export function isDropHost(host: string): boolean {
  return (
    /(?:^|\.)(?:webhook\.site|requestbin\.\w+|pipedream\.net|requestcatcher\.com|hookbin\.com|beeceptor\.com|ngrok(?:-free)?\.(?:io|app|dev)|trycloudflare\.com|serveo\.net|loca\.lt|transfer\.sh|file\.io|0x0\.st|bashupload\.com|pastebin\.com|paste\.ee|hastebin\.com|dpaste\.\w+|termbin\.com|ix\.io|sprunge\.us|rentry\.co|gofile\.io|anonfiles\.com|temp\.sh|oshi\.at|catbox\.moe|interact\.sh|oast\.\w+|oastify\.com|burpcollaborator\.net|dnslog\.cn|ceye\.io|canarytokens\.com|discord(?:app)?\.com\/api\/webhooks|api\.telegram\.org|requestinspector\.com|mockbin\.org|postb\.in)$/.test(
      host,
    ) ||
    (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) && !isLocalHost(host))
  );
}

/** Tells whether a host is on a list; `*.example.org` names the hosts under one. */
export function isOnList(host: string, list: readonly string[]): boolean {
  return list.some((entry) => {
    const name = entry.toLowerCase();
    return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
  });
}

/** Commands that print what is secret by their nature. */
export function printsSecrets(command: SimpleCommand): boolean {
  const { program, args } = command;
  const operands = args.filter((word) => !/^-/.test(word.text));
  if (program === 'env' || program === 'printenv')
    return operands.every((word) => word.text.includes('='));
  if (program === 'export' || program === 'declare' || program === 'set')
    return operands.length === 0;
  return false;
}

/** Variables whose names say that they hold a secret. */
export function isSecretName(name: string): boolean {
  return (
    /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PASS|PWD|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SECRET_?KEY|CREDENTIALS?|PAT|AUTH)(?:_|$)|(?:TOKEN|SECRET|PASSWORD|APIKEY)$/i.test(
      name,
    ) &&
    !/^(?:OLD)?PWD$|_(?:PATH|FILE|DIR|URL|NAME|COUNT|LENGTH|LIMIT)$|^SSH_AUTH_SOCK$/i.test(name)
  );
}
