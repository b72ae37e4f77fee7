/**
 * Repairs cco's databases when a command meets damage in them.
 *
 * @module
 */
export { repairAfter } from './repair-after.ts';
