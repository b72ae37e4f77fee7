import { generateActivityLog } from './generate-activity-log.ts';
import { generateCorpus } from './generate-corpus.ts';
import { HELP, OptionError, readOptions } from './options.ts';
import { formatSize } from './sizes.ts';

try {
  run();
} catch (error) {
  // What the system says about a folder that cannot be written is clear enough as it is.
  const isExpected = error instanceof OptionError || (error instanceof Error && 'code' in error);
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  if (error instanceof OptionError) process.stderr.write('See --help.\n');
  process.exitCode = 1;
}

function run(): void {
  const request = readOptions(process.argv.slice(2));
  if (request.kind === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const started = performance.now();
  const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1);
  if (request.kind === 'activity') {
    const facts = generateActivityLog(request.options);
    process.stdout.write(
      `${facts.entries} entries in ${facts.files} files, ${formatSize(facts.bytes)}, ${seconds()} s\n`,
    );
    return;
  }
  const { size } = request.options;
  const showsProgress = process.stderr.isTTY;
  let shownAt = 0;
  const facts = generateCorpus({
    ...request.options,
    onProgress: ({ bytes, files }) => {
      if (!showsProgress || performance.now() - shownAt < 200) return;
      shownAt = performance.now();
      const percent = Math.min(100, Math.round((bytes / size) * 100));
      process.stderr.write(`\r${percent} %  ${files} files  ${formatSize(bytes)}   `);
    },
  });
  if (showsProgress) process.stderr.write(`\r${' '.repeat(50)}\r`);
  const records = Object.values(facts.linesByType).reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `${facts.files} files (${facts.mainFiles} sessions, ${facts.subagentFiles} subagents), ` +
      `${formatSize(facts.bytes)}, ${records} records, ${seconds()} s\n`,
  );
}
