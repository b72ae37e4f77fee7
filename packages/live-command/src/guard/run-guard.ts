import {
  failureAnswer,
  type GuardInput,
  guardBudgets,
  parseGuardInput,
  warningKey,
} from '@cco/budget-guard';
import { dataFolder } from '@cco/claude-paths';
import { statusOfSpending } from '@cco/usage-reports';
import { findSettings, SETTING_OPTIONS } from '@cco/usage-settings';
import { findFigures } from '../find-figures.ts';
import type { LiveContext } from '../live-context.ts';
import { wordsOf } from '../option-words.ts';
import type { QuickWorld } from '../quick-world.ts';
import { claimWarning } from './claim-warning.ts';
import { writeGuardLog } from './guard-log.ts';
import type { GuardValues } from './guard-options.ts';

/**
 * Answers the hook that standard input names. When the budgets cannot be checked it warns once in
 * each session; with `block` it asks about each tool call, unless `on-error` is `pass`. A line in the
 * guard's log says why. Standard output gets the answer or nothing.
 */
export async function runGuard(
  values: GuardValues,
  world: QuickWorld,
  context: LiveContext,
): Promise<void> {
  const folder = dataFolder(world.env);
  const log = (text: string) => writeGuardLog(folder, world.now(), text);
  let input: GuardInput | undefined;
  const fail = (problem: string): void => {
    const { output } = failureAnswer(problem, {
      event: input?.event,
      ask: values.block === true && values['on-error'] !== 'pass',
      claim: () => input !== undefined && claimWarning(folder, input, 'failed'),
    });
    if (output !== '') world.out(`${output}\n`);
    log(`nothing was guarded: ${problem}`);
  };
  try {
    const parsed = parseGuardInput(world.read());
    if (!parsed.ok) {
      if (parsed.isOther) log(`nothing was guarded: ${parsed.problem}`);
      else fail(parsed.problem);
      return;
    }
    ({ input } = parsed);
    const { output, problem } = await answer(input, { values, world, context, log });
    if (output !== '') world.out(`${output}\n`);
    else if (problem !== undefined) fail(problem);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** What the guard says, and why it could not check. */
interface Answer {
  readonly output: string;
  readonly problem?: string | undefined;
}

async function answer(
  input: GuardInput,
  {
    values,
    world,
    context,
    log,
  }: {
    readonly values: GuardValues;
    readonly world: QuickWorld;
    readonly context: LiveContext;
    log(text: string): void;
  },
): Promise<Answer> {
  const settings = await findSettings(values, world);
  const folder = dataFolder(world.env);
  const once = (about: string, systemMessage: string): Answer => {
    const isNews = values.block === true && claimWarning(folder, input, about);
    return { output: isNews ? JSON.stringify({ systemMessage }) : '' };
  };
  if (settings.budgets.length === 0) {
    log('nothing was guarded: there is no budget, in options or in cco.json');
    return once('no-budget', 'The budget guard has no budget, in its options or in cco.json.');
  }
  const { sessionId: id, transcriptPath: transcript, event } = input;
  const session = id !== undefined && transcript !== undefined ? { id, transcript } : undefined;
  const refreshWords = ['guard', '--refresh', ...wordsOf(values, SETTING_OPTIONS)];
  const { figures, isStuck } = await findFigures(settings, session, { world, refreshWords });
  const problem = isStuck ? `${folder} cannot be written, so nothing is counted` : undefined;
  if (figures === undefined) {
    if (problem !== undefined) return { output: '', problem };
    // As it is after the first start, until the process that counts has ended.
    log('nothing was guarded: the transcripts have not been counted yet');
    return once('uncounted', 'The budget guard begins when the transcripts have been counted.');
  }
  const { decision, output } = guardBudgets(
    settings.budgets.map((budget) => statusOfSpending(budget, figures.periods[budget.period])),
    {
      event,
      block: values.block,
      claim: (status) => claimWarning(folder, input, warningKey(status)),
      help: `To go on, raise the budget or run \`${context.program} uninstall-guard\`.`,
    },
  );
  if (decision === 'block') log(`blocked ${event} of session ${id ?? 'unknown'}`);
  return { output, problem };
}
