/** A dollar is ten to the power of this many picodollars. */
const PLACES = 12;

const AMOUNT = /^\$?(\d{1,12})(?:\.(\d{1,12}))?$/;

/** Gives the number that is nearest to an amount of picodollars, in dollars. */
export function toDollars(amount: bigint): number {
  return Number(`${amount}e-${PLACES}`);
}

/** Reads `5`, `0.50` or `$5` as picodollars, exactly. Undefined for any other spelling. */
export function parseDollars(text: string): bigint | undefined {
  const match = AMOUNT.exec(text);
  if (!match) return undefined;
  return BigInt(`${match[1]}${(match[2] ?? '').padEnd(PLACES, '0')}`);
}
