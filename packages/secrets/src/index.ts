/**
 * Finds and redacts secrets in text: tokens, keys and passwords, by their shape.
 *
 * @module
 */
export { findSecrets, redactSecrets, type SecretMatch, type SecretTier } from './find-secrets.ts';
export { type Stretch, withoutSecrets } from './without-secrets.ts';
