/**
 * Policies and baselines of an audit: text in, rules or named mistakes out. No files.
 *
 * @module
 */
export { applyPolicy, type GuardDecision, guardDecision, reaches } from './apply-policy.ts';
export {
  applyBaseline,
  type BaselineEntry,
  type BaselineResult,
  type ParsedBaseline,
  parseBaseline,
  writeBaseline,
} from './baseline.ts';
export { fingerprint } from './fingerprint.ts';
export type { PolicyProblem } from './located-json.ts';
export { type ParsedPolicy, parsePolicy } from './parse-policy.ts';
export { DEFAULT_POLICY, type GuardAction, type Policy, type Threshold } from './policy.ts';
export { CATEGORIES } from './policy-schema.ts';
