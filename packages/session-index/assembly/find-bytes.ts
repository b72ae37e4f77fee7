// AssemblyScript, compiled to WebAssembly by `scripts/build-assembly.mjs`; see
// `src/text/block-search.ts`. Finds a needle in whose places a letter may stand in either case: 16
// places are tried at a time, by two bytes of the needle that are rare.
//
// Memory, in bytes. What lies below MASKS is left to the compiler.
//   MASKS   for each byte of the needle the bit that may be set or not: the case of a letter
//   VALUES  the bytes of the needle, with that bit set
//   BLOCK   the bytes to search, with 16 more that may be looked at behind them

const MASKS: i32 = 0x400;
const VALUES: i32 = 0x480;

/**
 * Finds the first place of the needle between `from` and `to`, or -1.
 *
 * @param length - Bytes of the needle, at least one.
 * @param first - Which of them are looked for first.
 */
export function find(from: i32, to: i32, length: i32, first: i32, second: i32): i32 {
  const firstMask = i8x16.splat(load<u8>(MASKS + first));
  const firstValue = i8x16.splat(load<u8>(VALUES + first));
  const secondMask = i8x16.splat(load<u8>(MASKS + second));
  const secondValue = i8x16.splat(load<u8>(VALUES + second));
  const last = to - length;
  for (let at = from; at <= last; at += 16) {
    const fits = v128.and(
      i8x16.eq(v128.or(v128.load(at + first), firstMask), firstValue),
      i8x16.eq(v128.or(v128.load(at + second), secondMask), secondValue),
    );
    if (!v128.any_true(fits)) continue;
    for (let lanes: i32 = i8x16.bitmask(fits); lanes !== 0; lanes &= lanes - 1) {
      const start = at + ctz(lanes);
      if (start > last) return -1;
      let place = 0;
      while (place < length && stands(start + place, place)) place++;
      if (place === length) return start;
    }
  }
  return -1;
}

// @ts-ignore: the compiler knows this decorator
@inline
function stands(at: i32, place: i32): bool {
  return (load<u8>(at) | load<u8>(MASKS + place)) === load<u8>(VALUES + place);
}
