/**
 * What a policy does to findings, apart from reading one: without the schema.
 *
 * @module
 */
export { applyPolicy, askIn, guardDecision } from './apply-policy.ts';
export { DEFAULT_POLICY, type Policy } from './policy.ts';
