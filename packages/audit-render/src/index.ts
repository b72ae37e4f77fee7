/**
 * Findings of an audit in the formats of people, CI systems and viewers; pure functions.
 *
 * @module
 */
export { type AuditReport, FORMATS, type Format, type ReportedFinding } from './audit-report.ts';
export { type RenderOptions, renderReport } from './render-report.ts';
export type { TextOptions } from './render-text.ts';
export { titleOf } from './sort-findings.ts';
