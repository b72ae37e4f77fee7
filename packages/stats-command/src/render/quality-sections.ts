import { QUALITY_ADVICE, type QualityFindings, type QualitySignal } from '@cco/activity-stats';
import { count, displayWidth, oneLine, truncate } from '@cco/terminal';
import type { Canvas, Section } from './text.ts';

const TOP_FINDINGS = 10;
const INDENT = 2;
const SHORTEST_NAME = 8;

const TITLES: Readonly<Record<QualitySignal, string>> = {
  repeatedReads: 'Repeated Reads (three times or more in one session)',
  failingCommands: 'Failing Commands',
  frequentEdits: 'Frequent Edits (across sessions)',
};

/** One finding: what it is about, and what was seen. */
interface Finding {
  readonly name: string;
  readonly seen: string;
}

/** Writes one section for each quality signal, with advice where something was found. */
export function qualitySections(quality: QualityFindings, canvas: Canvas): Section[] {
  const findings: Readonly<Record<QualitySignal, Finding[]>> = {
    repeatedReads: quality.repeatedReads.map(({ file, sessionId, count: reads }) => ({
      name: file,
      seen: `${count(reads, 'read')} in session ${oneLine(sessionId)}`,
    })),
    failingCommands: quality.failingCommands.map((one) => ({
      name: one.command,
      seen: [
        `${count(one.count, 'failure')} in ${count(one.sessions, 'session')}`,
        ...(one.lastExitCode === undefined ? [] : [`last exit code ${one.lastExitCode}`]),
      ].join(', '),
    })),
    frequentEdits: quality.frequentEdits.map(({ file, count: edits, sessions }) => ({
      name: file,
      seen: `${count(edits, 'edit')} in ${count(sessions, 'session')}`,
    })),
  };
  return (Object.keys(TITLES) as QualitySignal[]).map((signal) => ({
    title: TITLES[signal],
    lines: sectionLines(findings[signal], QUALITY_ADVICE[signal], canvas),
  }));
}

function sectionLines(
  findings: readonly Finding[],
  advice: string,
  { style, columns }: Canvas,
): string[] {
  if (findings.length === 0) return ['none'];
  const more = findings.length - TOP_FINDINGS;
  return [
    ...findings.slice(0, TOP_FINDINGS).map((finding) => findingLine(finding, columns - INDENT)),
    ...(more > 0 ? [`and ${more} more`] : []),
    style.dim(advice),
  ];
}

/** Cuts the name, not the numbers. */
function findingLine({ name, seen }: Finding, width: number): string {
  const room = Math.max(SHORTEST_NAME, width - displayWidth(seen) - 2);
  return `${truncate(oneLine(name), room)}: ${seen}`;
}
