// Finds libsql's native code inside the bundles; see bundle.mjs.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * Loads libsql's native code.
 *
 * libsql itself finds out which C library there is by a report about the whole process and by two
 * packages more, which makes loading it take three times as long. The package manager has installed
 * what fits, so it is enough to try that. Packages of two C libraries are there only when
 * the package manager knows no difference; then the one goes first that the system loads programs
 * with.
 *
 * @returns {unknown}
 */
export function loadNative() {
  // Where packages are kept apart, only libsql itself sees the one with its native code, and only
  // from where it really lies. Node 20 gives the path of a link to it after a look at standard
  // input that is a pipe: its cached walk takes that for the kind of the folder.
  const libsql = fs.realpathSync(
    fileOf(require, 'libsql', 'index.js') ?? require.resolve('libsql'),
  );
  const libsqlRequire = createRequire(libsql);
  /** @type {unknown} */
  let failure;
  for (const target of targets(process.platform, process.arch)) {
    const name = `@libsql/${target}`;
    try {
      return libsqlRequire(fileOf(libsqlRequire, name, 'index.node') ?? name);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/**
 * Finds a file of a package in the folders that packages lie in: Node reads descriptions of packages
 * for that, which takes five times as long. Not found where packages lie elsewhere.
 *
 * @param {NodeJS.Require} from
 * @param {string} name
 * @param {string} file
 * @returns {string | undefined}
 */
function fileOf(from, name, file) {
  const folders = from.resolve.paths(name) ?? [];
  return folders.map((folder) => path.join(folder, name, file)).find((one) => fs.existsSync(one));
}

/**
 * Names the packages that may hold native code for a system, the likeliest first.
 *
 * @param {string} platform
 * @param {string} arch
 * @returns {string[]}
 */
function targets(platform, arch) {
  if (platform === 'win32') return [`win32-${arch}-msvc`];
  if (platform !== 'linux') return [`${platform}-${arch}`];
  const suffix = arch === 'arm' ? 'eabihf' : '';
  const [gnu, musl] = [`linux-${arch}-gnu${suffix}`, `linux-${arch}-musl${suffix}`];
  return isMusl(arch) ? [musl, gnu] : [gnu, musl];
}

/** @param {string} arch */
function isMusl(arch) {
  const machine = { x64: 'x86_64', arm64: 'aarch64', arm: 'armhf' }[arch];
  return fs.existsSync(`/lib/ld-musl-${machine}.so.1`) && !fs.existsSync('/etc/ld.so.cache');
}
