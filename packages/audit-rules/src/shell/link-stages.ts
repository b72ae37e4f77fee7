import type { SimpleCommand } from './model.ts';

/** A command while it is read: the stages behind it are known last. */
export type Building = { -readonly [Key in keyof SimpleCommand]: SimpleCommand[Key] } & {
  downstream: SimpleCommand[];
};

/**
 * Tells each command of a pipeline which ones stand behind it.
 *
 * @param mayLink - Returns whether this number of links may be made.
 */
export function linkStages(
  stages: readonly (readonly SimpleCommand[])[],
  mayLink: (links: number) => boolean,
): void {
  let behind: SimpleCommand[] = [];
  for (let index = stages.length - 1; index >= 0; index--) {
    const stage = stages[index] ?? [];
    if (behind.length > 0) {
      if (!mayLink(stage.length * behind.length)) return;
      for (const command of stage as Building[]) {
        command.downstream =
          command.downstream.length === 0 ? behind : [...command.downstream, ...behind];
      }
    }
    if (!mayLink(stage.length + behind.length)) return;
    behind = [...stage, ...behind];
  }
}
