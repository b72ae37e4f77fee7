import type { Term } from './parse-text-query.ts';

/** Tells whether what a session cost, in dollars, is what a `cost:` term asks for. */
export function costFits({ test }: Term, cost: number | undefined): boolean {
  if (test.kind !== 'cost' || cost === undefined) return false;
  const { relation, amount } = test;
  switch (relation) {
    case '<':
      return cost < amount;
    case '<=':
      return cost <= amount;
    case '>':
      return cost > amount;
    case '>=':
      return cost >= amount;
    case '=':
      return cost === amount;
  }
}
