import type { SimpleCommand } from './model.ts';

/** A command while it is read: the stages behind it are known last. */
export type Building = { -readonly [Key in keyof SimpleCommand]: SimpleCommand[Key] } & {
  downstream: SimpleCommand[];
};

/** Tells each command of a pipeline which ones stand behind it. */
export function linkStages(stages: readonly (readonly SimpleCommand[])[]): void {
  for (const [index, stage] of stages.entries()) {
    const behind = stages.slice(index + 1).flat();
    for (const command of stage) (command as Building).downstream.push(...behind);
  }
}
