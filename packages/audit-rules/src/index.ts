/**
 * Judges what a coding agent did: tool calls in, findings out. No files, no network.
 *
 * @module
 */
export { auditCall } from './audit-call.ts';
export {
  auditSession,
  resumeSession,
  type SessionAudit,
  type SessionMemory,
} from './audit-session.ts';
export type { AuditContext, Outcome, ToolCall } from './call.ts';
export type { Example, Hit, Rule } from './define-rule.ts';
export {
  type Category,
  type Finding,
  type FindingCall,
  isAlarm,
  type OwnRuleId,
  SEVERITIES,
  type Severity,
  shifted,
} from './finding.ts';
export { FLOWS } from './flows/index.ts';
export { outcomeSteps } from './judge.ts';
export { defineOwnRule, type OwnRule, type OwnRuleDefinition } from './own-rule.ts';
export { isAbsolute, isInside, resolvePath } from './paths/resolve.ts';
export {
  HARMLESS_GLOBS,
  SENSITIVE_GLOBS,
  type SensitiveKind,
  sensitiveKind,
} from './paths/sensitive.ts';
export { RULE_SET_VERSION } from './rule-set-version.ts';
export { RULES, type RuleId } from './rules/index.ts';
export {
  type Assignment,
  type Dialect,
  type Nesting,
  type Piece,
  type ReadOptions,
  type Redirection,
  readCommand,
  type ShellReading,
  type SimpleCommand,
  type Word,
} from './shell/index.ts';
export { WORDING, type Wording } from './wording.ts';
