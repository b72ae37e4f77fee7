/** An exact decimal: `digits / 10 ** scale`. Floats would round 0.18675 down to 0.1867. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * Reads a finite, non-negative number as the exact decimal of its shortest spelling, so that the
 * 0.015 that someone typed is fifteen thousandths and not the nearest float.
 *
 * @throws RangeError when the number is negative or not finite.
 */
export function toDecimal(value: number): Decimal {
  if (!Number.isFinite(value) || value < 0) {
    throw new RangeError(`Expected a finite number of at least 0, received ${value}`);
  }
  const [mantissa = '0', exponent = '0'] = String(value).toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** Divides two non-negative integers, rounding half up. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator * 2n + denominator) / (denominator * 2n);
}
