/**
 * Finds and redacts secrets in text: tokens, keys and passwords, by their shape.
 *
 * @module
 */
export { findSecrets, redactSecrets, type SecretMatch, type SecretTier } from './find-secrets.ts';
export type { Stretch } from './hidden-spans.ts';
export { withoutSecrets } from './without-secrets.ts';
