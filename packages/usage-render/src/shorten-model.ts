import { oneLine } from '@cco/terminal';

/** `us.anthropic.`, `anthropic/`, and the name that all models of one maker share. */
const PREFIX = /^(?:[a-z]+\.)?(?:anthropic[./])?claude-/;

/** A release date, a revision of Bedrock, or both; what makes a request dearer stays. */
const SUFFIX = /[-@]20\d{6}(?:-v\d+(?::\d+)?)?(?=$|-fast$|\[)/;

/**
 * Shortens a model's id to what people call it. Other ids stay as they are, but for control
 * characters.
 *
 * @example
 * shortenModel('claude-haiku-4-5-20251001'); // 'haiku-4-5'
 * shortenModel('us.anthropic.claude-opus-4-6-20260205-v1:0-fast'); // 'opus-4-6-fast'
 */
export function shortenModel(model: string): string {
  const name = oneLine(model);
  const short = PREFIX.test(name) ? name.replace(PREFIX, '').replace(SUFFIX, '') : name;
  return short || '(no name)';
}

/**
 * Names models apart: each by its short name, or by its whole id where several share the short one,
 * as a model of two vendors does.
 */
export function distinctModels(models: readonly string[]): Map<string, string> {
  const short = models.map(shortenModel);
  return new Map(
    models.map((model, i) => {
      const name = short[i] ?? '';
      return [model, short.indexOf(name) === short.lastIndexOf(name) ? name : oneLine(model)];
    }),
  );
}

/** Lists models shortly, each name once. */
export function shortenModels(models: readonly string[]): string {
  return [...new Set(models.map(shortenModel))].join(', ');
}
