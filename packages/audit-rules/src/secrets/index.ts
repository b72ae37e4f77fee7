/**
 * Finds and redacts secrets in text. Apart from the rules: it loads no shell parser.
 *
 * @module
 */
export {
  findSecrets,
  redactSecrets,
  type SecretMatch,
  type SecretTier,
} from './find-secrets.ts';
