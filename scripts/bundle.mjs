// Bundles the app in the current folder: src/main.ts becomes dist/main.cjs with its chunks, and
// each src/*.worker.ts a script for threads beside it, in one file that shares nothing: what the
// program loads need not be cut to fit threads, and no thread can load the program.
//
// Installing an app brings this one package and nothing below it, but for the database that some
// need: its native code cannot be bundled. CommonJS, because Node starts
// an empty CommonJS file 4 ms faster than an empty ES module, and a hook runs thousands of times.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { chunkNames } from './chunks.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.resolve('dist');

/** Where libsql loads its native code. */
const LIBSQL = /[\\/]libsql[\\/]index\.js$/;
/** Holds native code, which no bundle can: its own few lines are bundled all the same. */
const NATIVE = 'libsql';
const LOADS_NATIVE = /^function requireNative\(\) \{\n[\s\S]*?^\}\n/m;

/** @type {import('rolldown').OutputOptions} */
const shape = {
  format: 'cjs',
  dir: dist,
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
  banner: (chunk) => (chunk.name === 'main' ? '#!/usr/bin/env node' : ''),
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
};
fs.rmSync(dist, { recursive: true, force: true });
const threads = fs.readdirSync('src').filter((name) => name.endsWith('.worker.ts'));
const output = [
  ...(await bundleProgram()),
  ...(await Promise.all(threads.map(bundleThread))).flat(),
];
checkDependencies(output);
fs.chmodSync(path.join(dist, 'main.cjs'), 0o755);
fs.writeFileSync(path.join(dist, 'THIRD-PARTY-LICENSES.txt'), licensesOf(output));

async function bundleProgram() {
  const build = await startBuild('main.ts');
  const { output: split } = await build.generate(shape);
  const name = chunkNames(split.filter((file) => file.type === 'chunk'));
  const { output } = await build.write({
    ...shape,
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ debugName: 'ways', name }] },
  });
  await build.close();
  return output;
}

/** @param {string} script */
async function bundleThread(script) {
  const build = await startBuild(script);
  const { output } = await build.write({ ...shape, codeSplitting: false });
  await build.close();
  return output;
}

/** @param {string} entry */
function startBuild(entry) {
  return rolldown({
    input: { [path.basename(entry, '.ts')]: path.resolve('src', entry) },
    platform: 'node',
    // Nobody imports a program: its entry may export what other files need.
    preserveEntrySignatures: 'allow-extension',
    plugins: [
      {
        name: 'native-libsql',
        transform: { filter: { id: LIBSQL }, handler: loadNativeByName },
      },
    ],
    resolve: {
      conditionNames: ['@cco/source', 'import', 'module', 'node', 'default'],
      // yargs measures text with string-width, which compiles a segmenter and a large regular
      // expression when it loads: 25 ms, half of a whole start of Node.
      alias: { 'string-width': path.join(here, 'string-width-shim.mjs') },
    },
    onLog(level, log, handler) {
      // yargs resolves `extends` of configuration files this way; no cco command has such files.
      const known = log.code === 'EMPTY_IMPORT_META' && log.id?.includes('apply-extends');
      // What a way loads while it goes may lie with what wants it.
      if (known || log.code === 'INEFFECTIVE_DYNAMIC_IMPORT') return;
      if (level === 'warn') throw new Error(log.message);
      handler(level, log);
    },
  });
}

/**
 * Takes the search for the right native code out of libsql, which is slow; see native-libsql.mjs.
 *
 * @param {string} code
 */
function loadNativeByName(code) {
  if (!LOADS_NATIVE.test(code)) throw new Error('libsql loads its native code in another way now');
  const shim = JSON.stringify(path.join(here, 'native-libsql.mjs'));
  return code
    .replace(LOADS_NATIVE, `const { loadNative: requireNative } = require(${shim});\n`)
    .replace(/^const \{[^}]*\} = require\("(?:@neon-rs\/load|detect-libc)"\);\n/gm, '');
}

/**
 * What is not bundled must be installed with the app, and nothing else.
 *
 * @param {readonly import('rolldown').RolldownOutput['output'][number][]} output
 */
function checkDependencies(output) {
  // Tests bundle in folders that hold the sources alone.
  if (!fs.existsSync('package.json')) return;
  const { dependencies = {} } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  const needed = modules.some((id) => LIBSQL.test(id)) ? NATIVE : '';
  const named = Object.keys(dependencies).join(', ');
  if (needed !== named) throw new Error(`it needs ${needed || 'nothing'}, names ${named}`);
}

/**
 * The licenses of what is bundled ask to be passed on.
 *
 * @param {readonly import('rolldown').RolldownOutput['output'][number][]} output
 */
function licensesOf(output) {
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  const folders = new Set(
    modules.flatMap((id) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []),
  );
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
    );
    const file = fs.readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    if (!file && !license) throw new Error(`${name} names no license`);
    const text = file
      ? fs.readFileSync(path.join(folder, file), 'utf8').trim()
      : 'It brings no text of it.';
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
