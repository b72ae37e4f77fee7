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
  /** Cut at its front when it is a path, because the file's own name says most. */
  readonly name: string;
  readonly isPath: boolean;
  readonly seen: string;
}

/** Writes one section for each quality signal, with advice where something was found. */
export function qualitySections(quality: QualityFindings, canvas: Canvas): Section[] {
  const findings: Readonly<Record<QualitySignal, Finding[]>> = {
    repeatedReads: quality.repeatedReads.map(({ file, sessionId, count: reads }) => ({
      name: file,
      isPath: true,
      seen: `${count(reads, 'read')} in session ${oneLine(sessionId)}`,
    })),
    failingCommands: quality.failingCommands.map((one) => ({
      name: one.command,
      isPath: false,
      seen: [
        `${count(one.count, 'failure')} in ${count(one.sessions, 'session')}`,
        ...(one.lastExitCode === undefined ? [] : [`last exit code ${one.lastExitCode}`]),
      ].join(', '),
    })),
    frequentEdits: quality.frequentEdits.map(({ file, count: edits, sessions }) => ({
      name: file,
      isPath: true,
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
function findingLine({ name, isPath, seen }: Finding, width: number): string {
  const room = Math.max(SHORTEST_NAME, width - displayWidth(seen) - 2);
  const line = oneLine(name);
  return `${isPath ? shortenPath(line, room) : truncate(line, room)}: ${seen}`;
}

/** Leaves out leading folders until the path fits. */
function shortenPath(path: string, width: number): string {
  let shortened = path;
  for (let at = 0; displayWidth(shortened) > width; ) {
    at = nextSeparator(path, at + 1);
    if (at === -1) return truncate(shortened, width);
    shortened = `…${path.slice(at)}`;
  }
  return shortened;
}

function nextSeparator(path: string, from: number): number {
  const offset = path.slice(from).search(/[/\\]/);
  return offset === -1 ? -1 : from + offset;
}
