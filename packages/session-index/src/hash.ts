/** A running hash: enough to notice change, not a defence against forgery. */
export interface Hash {
  addText(text: string): void;
  /** Takes any number, fractions included. */
  addNumber(value: number): void;
  /** 16 hexadecimal digits for what was added so far. */
  digest(): string;
}

/**
 * Makes a hash that costs no module load; `node:crypto` takes longer to load than a listing may.
 * Two 32-bit lanes with different multipliers, mixed at the end.
 */
export function createHash(): Hash {
  let a = 0x2545f491;
  let b = 0x1b873593;
  const add = (unit: number): void => {
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
  };
  return {
    addText(text) {
      for (let i = 0; i < text.length; i++) add(text.charCodeAt(i));
      // Ends the text with something that no text holds, so that 'ab', 'c' is not 'a', 'bc'.
      add(0x10000);
    },
    addNumber(value) {
      const whole = Math.floor(value);
      add(whole | 0);
      add(Math.floor(whole / 0x1_0000_0000));
      add(((value - whole) * 0x1_0000_0000) | 0);
    },
    digest() {
      const high = Math.imul(a ^ (a >>> 15), 0x85ebca6b) ^ (b >>> 13);
      const low = Math.imul(b ^ (b >>> 15), 0xc2b2ae35) ^ (a >>> 13);
      const hex = (lane: number) => (lane >>> 0).toString(16).padStart(8, '0');
      return hex(high) + hex(low);
    },
  };
}
