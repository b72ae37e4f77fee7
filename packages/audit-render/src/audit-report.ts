import type { BaselineEntry } from '@cco/audit-policy';
import type { Finding } from '@cco/audit-rules';

/** A finding with its place. */
export interface ReportedFinding extends Finding {
  /** Name of the project. */
  readonly project: string;
  /** What it is known by from run to run. */
  readonly fingerprint: string;
  /** The record in the transcript; undefined for what was not read from one. */
  readonly place?: { readonly file: string; readonly line: number } | undefined;
}

/** What an audit found. */
export interface AuditReport {
  /** In any order; remarks (`info`) among them or left out. */
  readonly findings: readonly ReportedFinding[];
  /** Findings that a baseline accepts. */
  readonly accepted: readonly ReportedFinding[];
  /** Entries of the baseline past their day, and those whose findings are gone. */
  readonly expired: readonly BaselineEntry[];
  readonly gone: readonly BaselineEntry[];
  /** Tool calls that were looked at, and the sessions they belong to. */
  readonly calls: number;
  readonly sessions: number;
  /** Remarks that were left out. */
  readonly hiddenRemarks: number;
  /** Those of them that say that a command could not be read. */
  readonly unreadCommands: number;
  /** What else people should know, a sentence each. */
  readonly notes: readonly string[];
}

/** The formats of a report. */
export const FORMATS = ['text', 'json', 'sarif', 'junit', 'markdown', 'github'] as const;
export type Format = (typeof FORMATS)[number];
