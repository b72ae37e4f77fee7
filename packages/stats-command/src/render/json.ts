import { QUALITY_ADVICE, type QualityFindings, type Usage } from '@cco/activity-stats';
import { type ProblemCount, skippedLines } from '../problem-count.ts';
import type { Report } from '../report.ts';

const TOP_FILES = 10;
const TOP_FINDINGS = 10;

/** Gives a report as a JSON value: the keys of session-stats.sh in their order, ours behind them. */
export function toJson({ range, stats, days, budget, problems }: Report) {
  const { tools, projects, files, people, quality } = stats;
  return {
    range: range.name,
    summary: summary(stats),
    tools: tools.map(({ name, count }) => ({ tool: name, count })),
    projects: projects.map(({ name, count }) => ({ project: name, count })),
    top_files: files.slice(0, TOP_FILES).map(({ name, count }) => ({ file: name, count })),
    ...(people.length > 0 && {
      people: people.map(({ person, ...usage }) => ({ person, ...summary(usage) })),
    }),
    ...(days && { days: days.map(({ day, ...usage }) => ({ day, ...summary(usage) })) }),
    ...(quality && { quality: qualityJson(quality) }),
    ...(budget && {
      budget: { limit: budget.limit, spent: stats.cost.total, exceeded: budget.exceeded },
    }),
    problems: problemsJson(problems),
  };
}

/** Gives the problems of a run as a JSON value. */
export function problemsJson(problems: ProblemCount) {
  return {
    skipped_lines: skippedLines(problems),
    by_code: Object.fromEntries(problems.lines),
    unfinished: problems.unfinished,
    unreadable: problems.unreadable,
  };
}

function summary({ operations, sessions, tokens, cost }: Usage) {
  return { total_operations: operations, sessions, tokens, estimated_cost: cost };
}

function qualityJson({ repeatedReads, failingCommands, frequentEdits }: QualityFindings) {
  return {
    repeated_reads: {
      advice: QUALITY_ADVICE.repeatedReads,
      files: repeatedReads
        .slice(0, TOP_FINDINGS)
        .map(({ file, sessionId, count }) => ({ file, session_id: sessionId, count })),
    },
    failing_commands: {
      advice: QUALITY_ADVICE.failingCommands,
      commands: failingCommands
        .slice(0, TOP_FINDINGS)
        .map(({ command, count, sessions, lastExitCode }) => ({
          command,
          count,
          sessions,
          last_exit_code: lastExitCode ?? null,
        })),
    },
    frequent_edits: {
      advice: QUALITY_ADVICE.frequentEdits,
      files: frequentEdits.slice(0, TOP_FINDINGS),
    },
  };
}
