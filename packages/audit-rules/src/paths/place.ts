import { isAbsolute, isInside, resolvePath } from './resolve.ts';

/** Where a path lies, from the least to the most harm when it is gone. */
export type PlaceKind = 'temporary' | 'build' | 'inside' | 'project' | 'outside' | 'home' | 'root';

/** What paths are judged against. */
export interface PlaceBase {
  readonly cwd?: string | undefined;
  readonly home?: string | undefined;
  readonly folders?: readonly string[] | undefined;
}

const TEMPORARY =
  /^(?:\/private)?\/(?:tmp|var\/tmp|var\/folders|dev\/shm)(?:\/|$)|^[a-z]:\/(?:windows\/temp|temp|tmp|users\/[^/]+\/appdata\/local\/temp)(?:\/|$)/i;

/** Folders that a build or a test makes again. */
const BUILD =
  /(?:^|\/)(?:node_modules|dist|build|out|target|coverage|\.coverage|htmlcov|\.next|\.nuxt|\.svelte-kit|\.output|\.turbo|\.cache|\.parcel-cache|\.vite|\.angular|\.nyc_output|__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.venv|venv|\.eggs|[\w.-]+\.egg-info|\.gradle|bin|obj|pkg|tmp|temp|\.tmp|\.temp|_build|cmake-build-[\w-]+|DerivedData|Pods|vendor\/bundle|\.terraform|\.serverless|\.expo|storybook-static|test-results|playwright-report|lib-cov|\.stryker-tmp|\.docusaurus|public\/build|site)(?:\/|$)/;
const BUILD_FILES =
  /\.(?:log|tmp|temp|pyc|pyo|o|obj|class|bak|orig|rej|swp|tsbuildinfo|cache|pid|lock)$|(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$/;

const SYSTEM =
  /^\/(?:bin|boot|dev|etc|lib\w*|opt|proc|root|sbin|srv|sys|tmp|usr|var|Applications|Library|System|Volumes|home|Users)?(?:\/\*?)?$/;
const SYSTEM_PARTS =
  /^\/(?:bin|boot|dev|etc|lib|lib64|proc|sbin|sys|usr|var\/lib|System|Library)(?:\/|$)/;
const WINDOWS_ROOT =
  /^[a-z]:\/?(?:\*(?:\.\*)?|windows(?:\/.*)?|program files.*|users(?:\/[^/]*)?)?\/?$/i;

/**
 * Tells where a path lies: the base for how bad it is to delete it.
 *
 * @example
 * placeOf('/tmp/x'); // 'temporary'
 * placeOf('dist', { cwd: '/code/app' }); // 'build'
 * placeOf('..', { cwd: '/code/app' }); // 'outside'
 */
export function placeOf(path: string, base: PlaceBase = {}): PlaceKind {
  const whole = resolvePath(path, base);
  const stripped = whole.replace(/\/(?:\*|\.\*|\*\*|\.\[!?\.?\]?\*?)$/, '') || '/';
  const folders = base.folders ?? (base.cwd === undefined ? [] : [base.cwd]);
  const home = base.home ?? '/home/user';
  if (whole === '/*') return 'root';
  // Wherever it lies: homes of containers and of tests may be temporary.
  if (stripped === home) return 'home';
  if (TEMPORARY.test(`${whole}/`) && !/^(?:\/private)?\/(?:tmp|var\/tmp|dev\/shm)$/.test(whole)) {
    return 'temporary';
  }
  for (const folder of folders) {
    if (stripped === resolvePath(folder, base)) return 'project';
    if (!isInside(stripped, folder)) continue;
    const part = stripped.slice(folder.length);
    if (/(?:^|\/)\.git$/.test(part)) return 'project';
    return BUILD.test(part) || BUILD_FILES.test(part) ? 'build' : 'inside';
  }
  if (SYSTEM.test(stripped) || SYSTEM_PARTS.test(stripped) || WINDOWS_ROOT.test(stripped))
    return 'root';
  if (/^\/(?:home|Users)\/[^/]+$/.test(stripped)) return 'home';
  if (isInside(stripped, home)) {
    return /\/(?:\.cache|\.npm|Library\/Caches|\.local\/share\/Trash)\//.test(`${stripped}/`)
      ? 'build'
      : 'home';
  }
  if (!isAbsolute(whole)) {
    if (whole === '.' || whole === '*' || whole === '.git') return 'project';
    if (whole.startsWith('..')) return 'outside';
    return BUILD.test(stripped) || BUILD_FILES.test(stripped) ? 'build' : 'inside';
  }
  return BUILD.test(stripped) ? 'build' : 'outside';
}

/** Tells whether a path is a device or a temporary place where anyone may write. */
export function isScratch(path: string): boolean {
  return (
    /^\/dev\/(?:null|zero|full|tty|stdout|stderr|stdin|fd\/.*|pts\/.*)$/.test(path) ||
    /^(?:nul|con|\$null)$/i.test(path) ||
    TEMPORARY.test(`${path}/`)
  );
}
