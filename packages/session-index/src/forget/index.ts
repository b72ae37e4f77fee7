/**
 * Removes history from everything that cco keeps.
 *
 * @module
 */
export { cannotWrite } from './cannot-write.ts';
export {
  forgetHistory,
  type KeptHistory,
  type KeptProject,
  keptHistory,
  keptProjects,
} from './forget-history.ts';
export {
  type ForgetRules,
  hasRules,
  NOTHING_FORGOTTEN,
  readForgotten,
  withoutRules,
  writeForgotten,
} from './forgotten.ts';
