/**
 * What the present session, day and billing block used, in a few milliseconds.
 *
 * @module
 */
export { claimRefresh, keepClaim, type RefreshClaim } from './claim-refresh.ts';
export { type CountOptions, countLiveFigures } from './count-live-figures.ts';
export type { LiveFigures, Spending } from './live-figures.ts';
export {
  type LiveAnswer,
  type LiveOptions,
  type LiveSession,
  readLiveFigures,
} from './read-live-figures.ts';
export { type RefreshLiveOptions, refreshLiveFigures } from './refresh-live-figures.ts';
