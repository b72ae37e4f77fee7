import { type GuardInput, guardBudgets, parseGuardInput, warningKey } from '@cco/budget-guard';
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
 * Answers the hook that standard input tells of. It fails open: whatever goes wrong, nothing is
 * blocked, and a line in the guard's log tells why. Standard output gets the answer or nothing.
 */
export async function runGuard(
  values: GuardValues,
  world: QuickWorld,
  context: LiveContext,
): Promise<void> {
  const folder = dataFolder(world.env);
  const log = (text: string) => writeGuardLog(folder, world.now(), text);
  let input: GuardInput | undefined;
  try {
    const parsed = parseGuardInput(world.read());
    if (!parsed.ok) return log(`nothing was guarded: ${parsed.problem}`);
    ({ input } = parsed);
    const output = await answer(input, { values, world, context, log });
    if (output !== '') world.out(`${output}\n`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log(`nothing was guarded: ${message}`);
    // A guard that silently stopped guarding is worse than none.
    if (input !== undefined && claimWarning(folder, input, 'failed')) {
      const systemMessage = `The budget guard does not work: ${message}`;
      world.out(`${JSON.stringify({ systemMessage })}\n`);
    }
  }
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
): Promise<string> {
  const settings = await findSettings(values, world);
  if (settings.budgets.length === 0) {
    log('nothing was guarded: there is no budget, in options or in cco.json');
    return '';
  }
  const { sessionId: id, transcriptPath: transcript, event } = input;
  const session = id !== undefined && transcript !== undefined ? { id, transcript } : undefined;
  const refreshWords = ['guard', '--refresh', ...wordsOf(values, SETTING_OPTIONS)];
  const { figures } = await findFigures(settings, session, { world, refreshWords });
  if (figures === undefined) {
    log('nothing was guarded: the transcripts have not been counted yet');
    return '';
  }
  const folder = dataFolder(world.env);
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
  return output;
}
