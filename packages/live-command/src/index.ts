/**
 * The commands that show and guard usage while Claude Code works: `statusline`, `guard`, `live`, and
 * their installers.
 *
 * @module
 */
export { type LiveContext, liveCommands } from './live-commands.ts';
export { withoutLiveOption } from './without-live-option.ts';
