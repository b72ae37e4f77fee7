import { divideHalfUp, toDecimal } from './decimal.ts';
import { formatUsd } from './format-usd.ts';

declare const unit: unique symbol;

/**
 * An exact amount in picodollars (a million millionths of a dollar).
 *
 * The price table is in thousandths of a dollar per million tokens, which is 1,000 of them per
 * token, and so is every price after the factors 1.1 and 0.5 a whole number of them: sums are exact.
 * It is a `bigint` because a `number` holds exactly no more than 9,007 dollars of them; the
 * sum of `bigint`s has no limit, and up to 9.2 million dollars it fits a signed 64-bit column.
 * `JSON.stringify` refuses a `bigint`: write {@link toDollars} of it, or its `toString()`.
 */
export type Money = bigint & { readonly [unit]: 'picodollars' };

/** Nothing to pay; where a sum starts. */
export const NO_MONEY = 0n as Money;

/** A dollar is ten to the power of this many picodollars. */
const PLACES = 12;

/**
 * Adds amounts exactly.
 *
 * @example
 * formatMoney(addMoney(moneyFromDollars(0.1), moneyFromDollars(0.2)), 12); // '$0.300000000000'
 */
export function addMoney(...amounts: readonly Money[]): Money {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum as Money;
}

/**
 * Compares two amounts for `Array.sort`: negative when the first is smaller, 0 when they are equal.
 *
 * @example
 * [moneyFromDollars(2), moneyFromDollars(1)].sort(compareMoney).map((one) => toDollars(one)); // [1, 2]
 */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Reads dollars as an amount, from the decimal spelling of the number, rounded half away from zero
 * to a picodollar.
 *
 * @throws RangeError when the number is not finite.
 *
 * @example
 * moneyFromDollars(0.000001); // 1000000n
 */
export function moneyFromDollars(dollars: number): Money {
  const { digits, scale } = toDecimal(Math.abs(dollars));
  const amount = divideHalfUp(digits * 10n ** BigInt(PLACES), 10n ** BigInt(scale));
  return (dollars < 0 ? -amount : amount) as Money;
}

/**
 * Turns an amount into the number that is nearest to it, in dollars.
 *
 * @param decimals - Digits to round to first, half away from zero; 0 to 12. @default 12, all of them
 * @throws RangeError when `decimals` is no whole number from 0 to 12.
 *
 * @example
 * toDollars(moneyFromDollars(0.18675), 4); // 0.1868
 */
export function toDollars(amount: Money, decimals: number = PLACES): number {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > PLACES) {
    throw new RangeError(`Expected 0 to ${PLACES} decimals, received ${decimals}`);
  }
  const magnitude = amount < 0n ? -amount : amount;
  const rounded = divideHalfUp(magnitude, 10n ** BigInt(PLACES - decimals));
  const dollars = Number(`${rounded}e-${decimals}`);
  return amount < 0n && rounded > 0n ? -dollars : dollars;
}

/**
 * Formats an amount as `formatUsd` formats dollars.
 *
 * @param decimals - Digits after the point, 0 to 12. @default 4
 *
 * @example
 * formatMoney(moneyFromDollars(1234.5), 2); // '$1,234.50'
 */
export function formatMoney(amount: Money, decimals = 4): string {
  return formatUsd(toDollars(amount, decimals), decimals);
}
