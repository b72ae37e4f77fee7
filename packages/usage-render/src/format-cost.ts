import { formatUsd } from '@cco/cost';

/**
 * Writes dollars to the cent; what is less, but something, shows as that.
 *
 * @example
 * formatCost(0.001); // '<$0.01'
 */
export function formatCost(dollars: number): string {
  return dollars > 0 && dollars < 0.005 ? '<$0.01' : formatUsd(dollars, 2);
}
