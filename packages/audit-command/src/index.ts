/**
 * The command line of the audit: `session-audit` and `cco audit`.
 *
 * @module
 */
export { auditCommand } from './audit-command.ts';
export type { AuditCommandContext } from './audit-context.ts';
