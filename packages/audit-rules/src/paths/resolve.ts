/** What relative paths and `~` are resolved against. */
export interface PathBase {
  readonly cwd?: string | undefined;
  readonly home?: string | undefined;
}

const DRIVE = /^[A-Za-z]:(?=[/\\]|$)/;

/**
 * Resolves a path by text alone: `~`, `.`, `..`, double slashes, backslashes of Windows paths. The
 * result has forward slashes; a relative path stays relative when there is no `cwd`.
 *
 * @example
 * resolvePath('../.env', { cwd: '/code/app/src' }); // '/code/app/.env'
 * resolvePath('~/.ssh/../x', { home: '/home/user' }); // '/home/user/x'
 * resolvePath('C:\\Users\\u\\.aws\\credentials'); // 'C:/Users/u/.aws/credentials'
 */
export function resolvePath(path: string, base: PathBase = {}): string {
  let text = path.trim();
  if (text.startsWith('file://')) text = text.slice('file://'.length);
  if (text.startsWith('$') || text.startsWith('%')) {
    text = text.replace(
      /^(?:%USERPROFILE%|\$env:(?:USERPROFILE|HOME)|\$\{?HOME\}?)(?=[/\\]|$)/i,
      '~',
    );
  }
  if (DRIVE.test(text) || /^\\\\|^~\\|^\.{1,2}\\|^[\w.-]+\\[\w.-]/.test(text)) {
    text = text.replaceAll('\\', '/');
  }
  if (text === '~' || text.startsWith('~/')) text = (base.home ?? '/home/user') + text.slice(1);
  if (!isAbsolute(text) && base.cwd !== undefined) {
    text = `${base.cwd.replaceAll('\\', '/')}/${text}`;
  }
  return normalize(text);
}

/** Tells whether a path starts at a root: `/`, a drive, or a share. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || DRIVE.test(path);
}

/**
 * Tells whether a path is a folder or lies in it, component by component.
 *
 * @example
 * isInside('/project-evil/a', '/project'); // false
 */
export function isInside(path: string, folder: string): boolean {
  const child = comparable(path);
  const parent = comparable(folder).replace(/\/$/, '');
  return child === parent || child.startsWith(`${parent}/`);
}

/** Windows does not tell cases apart. */
function comparable(path: string): string {
  const normal = normalize(path.replaceAll('\\', '/'));
  return DRIVE.test(normal) ? normal.toLowerCase() : normal;
}

/** What is to be taken out: empty parts, `.`, `..`, a slash at the end. */
const UNSETTLED = /\/\.{0,2}(?:\/|$)|^\.{1,2}(?:\/|$)|^$/;

function normalize(path: string): string {
  if (!UNSETTLED.test(path)) return path;
  const root = /^(?:[A-Za-z]:)?\/*/.exec(path)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of path.slice(root.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  const start = root.startsWith('//') ? '/' : root.replace(/\/+$/, '/');
  const whole = start + parts.join('/');
  return whole === '' ? '.' : whole;
}
