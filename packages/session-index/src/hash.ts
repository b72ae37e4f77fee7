/** A running 53-bit hash of texts: enough to notice change, not a defence against forgery. */
export interface Hash {
  add(text: string): void;
  digest(): string;
}

/**
 * Makes a hash that costs no module load; `node:crypto` takes longer to load than a listing may.
 * The mixing is cyrb53's: two 32-bit lanes with different multipliers.
 */
export function createHash(): Hash {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  return {
    add(text) {
      for (let i = 0; i < text.length; i++) {
        const unit = text.charCodeAt(i);
        a = Math.imul(a ^ unit, 2654435761);
        b = Math.imul(b ^ unit, 1597334677);
      }
      a = Math.imul(a ^ 0x10000, 2654435761);
      b = Math.imul(b ^ 0x10000, 1597334677);
    },
    digest() {
      const high = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
      const low = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
      return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
    },
  };
}
