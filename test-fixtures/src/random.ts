/** A seeded source of random numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** An integer from 0 to 2^32 - 1. */
  uint32(): number;
  /** A fraction from 0 (included) to 1 (excluded). */
  fraction(): number;
  /** An integer from 0 (included) to `end` (excluded). */
  below(end: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** A number around 0 with standard deviation 1. */
  normal(): number;
}

/**
 * Creates a seeded random source (the sfc32 generator). Not for secrets.
 *
 * @example
 * createRandom(7).below(100) === createRandom(7).below(100); // true
 */
export function createRandom(seed: number): Random {
  let a = mix(seed, 1);
  let b = mix(seed, 2);
  let c = mix(seed, 3);
  let counter = 1;
  const uint32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  const fraction = (): number => uint32() / 4_294_967_296;
  const below = (end: number): number => Math.floor(fraction() * end);
  for (let warmUp = 0; warmUp < 12; warmUp++) uint32();
  return {
    uint32,
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('pick needs at least one item');
      return item;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction()),
  };
}

/** Mixes two integers into one of 32 bits; close inputs give unrelated outputs. */
export function mix(a: number, b: number): number {
  let h = Math.imul((a ^ 0x9e3779b9) | 0, 0x85ebca6b) ^ Math.imul((b + 0x7f4a7c15) | 0, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}
