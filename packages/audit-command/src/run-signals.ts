import type { Io } from '@cco/cli';
import {
  type QualitySignals,
  qualitySignals,
  SIGNAL_ADVICE,
  type SignalCall,
  type SignalName,
} from '@cco/quality-signals';
import type { StoredCall } from '@cco/session-index/store';
import { closeStore } from '@cco/session-index/store';
import { type Column, groupThousands, oneLine, table } from '@cco/terminal';
import type { AuditCommandContext } from './audit-context.ts';
import { openAudit } from './load-audit.ts';
import { fileOf, rangeOf } from './queries/files.ts';
import { field } from './queries/query.ts';
import { selectCalls } from './select-calls.ts';
import { readSelection, type SelectionOptions } from './selection.ts';

/** The options of `signals`. */
export interface SignalsOptions extends SelectionOptions {
  readonly json: boolean;
}

const ROWS = 7;
const SHORT_ID = 8;

/** Writes the quality report. */
export async function runSignals(
  options: SignalsOptions,
  io: Io,
  context: AuditCommandContext,
): Promise<number> {
  const selection = readSelection(options, io);
  const store = await openAudit(io, context);
  try {
    const signals = qualitySignals(selectCalls(store, selection).map(signalCall));
    io.out(
      options.json
        ? `${JSON.stringify({ ...signals, advice: SIGNAL_ADVICE }, undefined, 2)}\n`
        : asText(signals, io),
    );
    return 0;
  } finally {
    closeStore(store);
  }
}

function signalCall(call: StoredCall): SignalCall {
  const { source, time, tool, outcome, exitCode, resultBytes } = call;
  return {
    session: source.session,
    time,
    tool,
    file: fileOf(call),
    range: rangeOf(call)?.join('-'),
    command: field(call.input, 'command'),
    outcome,
    exitCode,
    resultBytes,
  };
}

interface Section {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number)[])[];
}

const right = (title: string): Column => ({ title, align: 'right' });
const shrink = (title: string): Column => ({ title, shrink: true });
const path = (title: string): Column => ({ title, shrink: true, keep: 'end' });

function asText(signals: QualitySignals, io: Io): string {
  const sections = sectionsOf(signals);
  const names = (Object.keys(sections) as SignalName[]).filter(
    (name) => sections[name].rows.length > 0,
  );
  if (names.length === 0) return 'No signals: nothing was read, tried or edited again and again.\n';
  const parts = names.map((name) => {
    const { title, columns, rows } = sections[name];
    const cells = rows
      .slice(0, ROWS)
      .map((row) =>
        row.map((cell) => (typeof cell === 'number' ? groupThousands(cell) : oneLine(cell))),
      );
    const more = rows.length - cells.length;
    return [
      io.style.bold(title),
      ...table(columns, cells, io.columns - 2).map((line) => `  ${line}`),
      ...(more > 0 ? [io.style.dim(`  … ${groupThousands(more)} more: --json shows them`)] : []),
      io.style.cyan(`  ${SIGNAL_ADVICE[name]}`),
    ].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

function sectionsOf(signals: QualitySignals): Readonly<Record<SignalName, Section>> {
  return {
    repeatedReads: {
      title: 'Read again and again',
      columns: [path('File'), { title: 'Session' }, right('Reads'), right('Bytes')],
      rows: signals.repeatedReads.map((row) => [
        row.file,
        row.session.slice(0, SHORT_ID),
        row.count,
        row.bytes,
      ]),
    },
    failingCommands: {
      title: 'Failing commands',
      columns: [
        shrink('Command'),
        right('Failed'),
        right('Runs'),
        right('Sessions'),
        right('Exit'),
      ],
      rows: signals.failingCommands.map((row) => [
        row.command,
        row.count,
        row.runs,
        row.sessions,
        row.exitCode ?? '',
      ]),
    },
    editChurn: {
      title: 'Edited most',
      columns: [path('File'), right('Edits'), right('Failed'), right('Sessions')],
      rows: signals.editChurn.map((row) => [row.file, row.count, row.failed, row.sessions]),
    },
    retries: {
      title: 'Tried in vain',
      columns: [
        shrink('Command'),
        { title: 'Session' },
        right('In a row'),
        { title: 'In the end' },
      ],
      rows: signals.retries.map((row) => [
        row.command,
        row.session.slice(0, SHORT_ID),
        row.count,
        row.worked ? 'worked' : 'never worked',
      ]),
    },
    longResults: {
      title: 'Long results, read again',
      columns: [shrink('What'), { title: 'Session' }, right('Times'), right('Bytes')],
      rows: signals.longResults.map((row) => [
        row.what,
        row.session.slice(0, SHORT_ID),
        row.count,
        row.bytes,
      ]),
    },
  };
}
