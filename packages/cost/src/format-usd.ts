import { divideHalfUp, toDecimal } from './decimal.ts';

/**
 * Formats dollars with a fixed number of decimals and grouped thousands, rounded half away from
 * zero on the decimal spelling of the number.
 *
 * @param decimals - Digits after the point, 0 to 12. @default 4
 *
 * @example
 * formatUsd(0.3225); // '$0.3225'
 * formatUsd(1234.5, 2); // '$1,234.50'
 */
export function formatUsd(dollars: number, decimals = 4): string {
  if (!Number.isFinite(dollars)) return '$?';
  const scaled = divideHalfUp(...scale(Math.abs(dollars), decimals));
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const whole = digits.slice(0, cut).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const sign = dollars < 0 && scaled > 0n ? '-' : '';
  return decimals === 0 ? `${sign}$${whole}` : `${sign}$${whole}.${digits.slice(cut)}`;
}

function scale(dollars: number, decimals: number): [numerator: bigint, denominator: bigint] {
  const decimal = toDecimal(dollars);
  return [decimal.digits * 10n ** BigInt(decimals), 10n ** BigInt(decimal.scale)];
}
