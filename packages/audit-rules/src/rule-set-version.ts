/**
 * Changes whenever a rule, or what a rule says about any call, changes: findings that were kept
 * with another version are judged again.
 */
export const RULE_SET_VERSION = 5;
