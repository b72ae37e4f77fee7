import fs from 'node:fs';
import path from 'node:path';
import { stripControls } from '@cco/terminal';
import { createRandom, generateCorpus, type Random } from '@cco/test-fixtures';
import { expect, it } from 'vitest';
import { foldAll, sessionTexts } from '../../session-index/test/slow-scan.ts';
import { makeWorld, november } from './world.ts';

/** A session as a slow scan sees it. */
interface SlowSession {
  readonly id: string;
  readonly project: string;
  readonly lastTime: number;
  readonly texts: readonly string[];
}

const TIMESTAMP = /"timestamp":"([^"]*)"/g;

/** A condition on a session, and how to ask the command for it. */
interface Sample {
  readonly argv: readonly string[];
  readonly words: readonly string[];
  fits(session: SlowSession): boolean;
}

function slowSessions(configDir: string): SlowSession[] {
  const projects = path.join(configDir, 'projects');
  const files = fs
    .readdirSync(projects)
    .flatMap((slug) => fs.readdirSync(path.join(projects, slug)).map((name) => [slug, name]));
  const sessions = Array.from(sessionTexts(configDir), ([id, texts]) => {
    const [slug = '', name = ''] = files.find(([, one]) => one === `${id}.jsonl`) ?? [];
    const file = path.join(projects, slug, name);
    const [, cwd = ''] = /"cwd":"([^"]*)"/.exec(fs.readFileSync(file, 'utf8')) ?? [];
    const lastTime = lastTimeOf(filesOf(configDir, id));
    return { id, project: path.posix.basename(cwd), lastTime, texts: texts.map(foldAll) };
  });
  return sessions.sort((a, b) => b.lastTime - a.lastTime || (a.id < b.id ? -1 : 1));
}

/** The files of a session and its subagents in the new layout. */
function filesOf(configDir: string, id: string): string[] {
  return fs
    .readdirSync(configDir, { recursive: true, encoding: 'utf8' })
    .filter(
      (one) => one.endsWith('.jsonl') && one.split(path.sep).some((part) => part.startsWith(id)),
    )
    .map((one) => path.join(configDir, one));
}

/** The latest time of a message. */
function lastTimeOf(files: readonly string[]): number {
  const messages = files
    .flatMap((file) => fs.readFileSync(file, 'utf8').split('\n'))
    .filter((line) => /"type":"(?:user|assistant)"/.test(line));
  const times = messages.flatMap((line) => {
    const [, time] = /"timestamp":"([^"]*)"/.exec(line) ?? [];
    return time === undefined ? [] : [Date.parse(time)];
  });
  return Math.max(...times);
}

/** Spreads the sessions over some days. Of copies one is left: their matches would count once. */
function spread(configDir: string, random: Random): void {
  for (const { id } of slowSessions(configDir)) {
    const [, ...copies] = fs
      .readdirSync(configDir, { recursive: true, encoding: 'utf8' })
      .filter((one) => path.basename(one) === `${id}.jsonl`);
    for (const copy of copies) fs.rmSync(path.join(configDir, copy));
    const at = november(1 + random.below(19)).getTime() + random.below(40_000_000);
    const files = filesOf(configDir, id);
    const shift = at - lastTimeOf(files);
    for (const file of files) {
      const text = fs.readFileSync(file, 'utf8').replace(TIMESTAMP, (_, time: string) => {
        return `"timestamp":"${new Date(Date.parse(time) + shift).toISOString()}"`;
      });
      fs.writeFileSync(file, text);
      // Backups and editors give files any time.
      const touched = november(1 + random.below(19));
      fs.utimesSync(file, touched, touched);
    }
  }
}

function times(text: string, word: string): number {
  return text.split(word).length - 1;
}

function sampleOf(sessions: readonly SlowSession[], { pick, below, chance }: Random): Sample {
  const word = (): string => {
    for (;;) {
      const whole = pick(pick(pick(sessions).texts).slice(0, 2000).split(/\s+/u));
      const from = chance(0.5) ? below(Math.max(1, whole.length - 3)) : 0;
      const cut = whole.slice(from, from + (chance(0.4) ? 2 + below(3) : 30));
      const isPlain = /^[\p{L}\p{N}.,()'_/]{2,}$/u.test(cut);
      // Such a word finds sessions by their ids too.
      if (isPlain && !cut.startsWith('/') && !/^[0-9a-f]{4}/.test(cut)) return cut;
    }
  };
  const words = chance(0.6) ? [word()] : [word(), word()];
  const without = chance(0.2) ? word() : undefined;
  const argv = [[...words, ...(without ? [`-${without}`] : [])].join(' ')];
  const tests: ((session: SlowSession) => boolean)[] = [
    ({ texts }) => words.every((one) => texts.some((text) => text.includes(one))),
    ({ texts }) => without === undefined || !texts.some((text) => text.includes(without)),
  ];
  if (chance(0.4)) {
    const part = pick(sessions).project.slice(1, 5);
    argv.push('--project', part.toUpperCase());
    tests.push(({ project }) => project.toLowerCase().includes(part.toLowerCase()));
  }
  const [first, last] = [1 + below(19), 1 + below(19)].sort((a, b) => a - b) as [number, number];
  const dayOf = (day: number) => `2026-11-${String(day).padStart(2, '0')}`;
  if (chance(0.3)) {
    argv.push('--since', dayOf(first));
    tests.push(({ lastTime }) => lastTime >= november(first, 0).getTime());
  }
  if (chance(0.3)) {
    argv.push('--until', dayOf(last));
    tests.push(({ lastTime }) => lastTime < november(last + 1, 0).getTime());
  }
  return { argv, words, fits: (session) => tests.every((test) => test(session)) };
}

/** The definition of relevance, once more. */
function ranked(sessions: readonly SlowSession[], words: readonly string[]): string[] {
  const counts = sessions.map(({ texts }) =>
    words.map((word) => texts.reduce((sum, text) => sum + times(text, word), 0)),
  );
  const totals = words.map((_, at) => counts.reduce((sum, own) => sum + (own[at] ?? 0), 0));
  const all = totals.reduce((sum, one) => sum + one, 0);
  const scores = counts.map((own) =>
    own.reduce((sum, n, at) => sum + Math.log(1 + n) * Math.log(1 + all / (totals[at] ?? 1)), 0),
  );
  return sessions
    .map(({ id }, at) => ({ id, score: scores[at] ?? 0, at }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ id }) => id);
}

it.each([1, 2])('gives what a slow scan gives, with all options, seed %i', async (seed) => {
  const world = await makeWorld();
  const random = createRandom(seed);
  const size = { size: 800_000, files: 40, vocabulary: 1500 };
  generateCorpus({ out: world.configDir, ...size, seed });
  spread(world.configDir, random);
  const sessions = slowSessions(world.configDir);
  let found = 0;
  for (let round = 0; round < 60; round++) {
    const { argv, words, fits } = sampleOf(sessions, random);
    const fitting = sessions.filter(fits);
    const ids = fitting.map(({ id }) => id);
    found += ids.length;
    expect([argv, await world.ids([...argv, '--all'])]).toEqual([argv, ids]);
    expect(await world.ids([...argv, '--all', '--archived'])).toEqual(ids);
    expect(await world.ids([...argv, '-n', '3', '--sort', 'oldest'])).toEqual(
      ids.toReversed().slice(0, 3),
    );
    const matches = fitting
      .flatMap(({ texts }) => texts.flatMap((text) => words.map((word) => times(text, word))))
      .reduce((sum, one) => sum + one, 0);
    const counted = JSON.parse((await world.run([...argv, '--count', '--json'])).out);
    expect([argv, counted]).toEqual([argv, { count: { sessions: ids.length, matches } }]);
    expect(await world.ids([...argv, '-n', '5', '--sort', 'relevance'])).toEqual(
      ranked(fitting, words).slice(0, 5),
    );
    const [first] = fitting;
    if (!first) continue;
    const { out } = await world.run(['show', first.id, ...argv.slice(0, 1), '--json', '-C', '0']);
    const shown = JSON.parse(out).pieces.map(({ text }: { text: string }) => foldAll(text));
    const holding = first.texts
      .filter((text) => words.some((word) => text.includes(word)))
      .map(stripControls);
    expect([argv, new Set(shown)]).toEqual([argv, new Set(holding)]);
  }
  expect(found).toBeGreaterThan(60);
});
