// Packs every package as it would be published and looks at the result as its users would:
// publint, are-the-types-wrong, and an installation with plain npm in an empty folder.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { publishedPackages, root } from './workspace.mjs';

/** The database, whose native code no bundle can hold, and what it consists of. */
const NATIVE = /^(?:libsql|@libsql\/.+|@neon-rs\/load|detect-libc)$/;

/** A command of each program that keeps a database, and the file that it then has. */
const KEEPING = /** @type {Record<string, [args: string[], file: string]>} */ ({
  cco: [['usage', 'daily'], 'store.db'],
  'session-audit': [['tools'], 'store.db'],
  'session-search': [['word'], 'search.db'],
  'session-usage': [['daily'], 'store.db'],
});

const windows = process.platform === 'win32';
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'cco-packages-'));
const tarballs = path.join(work, 'tarballs');
fs.mkdirSync(tarballs);
try {
  const packages = publishedPackages();
  /** @type {Map<string, string>} */
  const packed = new Map(packages.map(({ name, folder }) => [name, pack(folder)]));
  for (const { name, isApp } of packages) {
    const tarball = packed.get(name) ?? '';
    tool('publint', ['run', tarball, '--strict']);
    if (!isApp) tool('attw', [tarball, '--profile', 'esm-only', '--format', 'ascii']);
    console.log(`✔ ${name}`);
  }
  checkLibraries(packages.filter(({ isApp }) => !isApp));
  for (const app of packages.filter(({ isApp }) => isApp)) checkApp(app);

  /** @param {import('./workspace.mjs').WorkspacePackage[]} libraries */
  function checkLibraries(libraries) {
    const folder = install(libraries.map(({ name }) => name));
    const imports = libraries.map(({ name }) => `await import('${name}')`).join(';');
    execFileSync(process.execPath, ['--input-type=module', '--eval', imports], { cwd: folder });
    console.log(`✔ ${libraries.length} libraries install with npm and load`);
  }

  /** @param {import('./workspace.mjs').WorkspacePackage} app */
  function checkApp({ name, manifest }) {
    const folder = install([name]);
    const own = Object.keys(manifest.dependencies ?? {});
    const more = installedIn(folder).filter((one) => one !== name && !NATIVE.test(one));
    if (more.length > 0 || own.some((one) => !NATIVE.test(one))) {
      throw new Error(`${name} brings more than it may: ${[...own, ...more].join(', ')}`);
    }
    if (own.length === 0 && installedIn(folder).length > 1) {
      throw new Error(`${name} names no dependency and brings some`);
    }
    for (const bin of Object.keys(manifest.bin ?? {})) {
      const program = path.join(folder, 'node_modules', '.bin', windows ? `${bin}.cmd` : bin);
      const version = run(program, ['--version'], folder).trim();
      if (version !== manifest.version) throw new Error(`${bin} --version printed ${version}`);
      const help = run(program, ['--help'], folder);
      if (!help.includes('Exit status')) throw new Error(`${bin} --help printed ${help}`);
      checkDatabase(bin, program, folder);
    }
    const alone = own.length === 0 ? 'alone' : `with ${own.join(', ')}`;
    console.log(`✔ ${name} installs with npm, ${alone}, and runs`);
  }

  /** @param {string[]} names */
  function install(names) {
    const folder = fs.mkdtempSync(path.join(work, 'install-'));
    // Libraries find each other among the tarballs, not in a registry that may hold other versions.
    const overrides = Object.fromEntries([...packed].map(([name, file]) => [name, `file:${file}`]));
    const dependencies = Object.fromEntries(names.map((name) => [name, overrides[name]]));
    fs.writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ private: true, dependencies, overrides: dependencies }),
    );
    run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], folder);
    return folder;
  }
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}

/**
 * Its native code has to be found where npm puts it.
 *
 * @param {string} bin
 * @param {string} program
 * @param {string} folder
 */
function checkDatabase(bin, program, folder) {
  const [args, file] = KEEPING[bin] ?? [];
  if (args === undefined || file === undefined) return;
  const home = path.join(folder, 'home');
  const project = path.join(home, '.claude', 'projects', '-shop');
  fs.mkdirSync(project, { recursive: true });
  const record = { type: 'user', sessionId: 's', message: { role: 'user', content: 'a word' } };
  fs.writeFileSync(path.join(project, 's.jsonl'), `${JSON.stringify(record)}\n`);
  const data = path.join(home, bin);
  run(program, args, folder, {
    HOME: home,
    USERPROFILE: home,
    CLAUDE_CONFIG_DIR: path.join(home, '.claude'),
    CCO_DATA_DIR: data,
  });
  if (fs.statSync(path.join(data, file)).size === 0) throw new Error(`${bin} keeps nothing`);
}

/**
 * Lists the packages that an installation brought.
 *
 * @param {string} folder
 */
function installedIn(folder) {
  const modules = path.join(folder, 'node_modules');
  const visible = (/** @type {string} */ place) =>
    fs.readdirSync(place).filter((one) => !one.startsWith('.'));
  return visible(modules).flatMap((one) =>
    one.startsWith('@') ? visible(path.join(modules, one)).map((name) => `${one}/${name}`) : one,
  );
}

/** @param {string} folder */
function pack(folder) {
  const output = run(
    path.join(root, 'node_modules', '.bin', 'pnpm'),
    ['pack', '--json', '--pack-destination', tarballs],
    folder,
  );
  return /** @type {{ filename: string }} */ (JSON.parse(output)).filename;
}

/**
 * Runs a tool of the workspace; what it prints is shown when it fails.
 *
 * @param {string} name
 * @param {string[]} args
 */
function tool(name, args) {
  run(path.join(root, 'node_modules', '.bin', name), args, root);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} [env] - Besides that of this process.
 */
function run(command, args, cwd, env = {}) {
  try {
    return execFileSync(command, args, {
      cwd,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      shell: windows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
    throw new Error(`${path.basename(command)} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}
