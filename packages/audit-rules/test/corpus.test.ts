import { describe, expect, it } from 'vitest';
import { alarms } from './context.ts';
import { type Labelled, readCorpus } from './corpus.ts';

const LEAST_RECALL = 0.97;
const MOST_FALSE_ALARMS = 0.01;

const risky = readCorpus('risky');
const harmless = readCorpus('harmless');
const groups = (list: readonly Labelled[]) => [...new Set(list.map(({ group }) => group))];

describe('the corpus', () => {
  it('has at least 300 calls of each kind, none twice', () => {
    expect(risky.length).toBeGreaterThanOrEqual(300);
    expect(harmless.length).toBeGreaterThanOrEqual(300);
    const texts = [...risky, ...harmless].map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each(groups(risky))('finds what is risky: %s', (group) => {
    const all = risky.filter((one) => one.group === group);
    const missed = all.filter(
      ({ call }) => !alarms(call).some(({ category }) => category === group),
    );
    expect(
      missed.map(({ text }) => text).slice(Math.floor(all.length * (1 - LEAST_RECALL))),
    ).toEqual([]);
  });

  it.each(groups(harmless))('is silent about what is harmless: %s', (group) => {
    const all = harmless.filter((one) => one.group === group);
    const wrong = all
      .map(({ text, call }) => `${text} => ${alarms(call).map(({ ruleId }) => ruleId)}`)
      .filter((line) => !line.endsWith('=> '));
    expect(wrong.slice(Math.floor(all.length * MOST_FALSE_ALARMS))).toEqual([]);
  });
});
