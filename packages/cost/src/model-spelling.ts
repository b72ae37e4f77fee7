/** What the spelling of a model id says. */
export interface ModelSpelling {
  /**
   * Names to look the model up by, the most exact one first: a Claude model's shortest id, or for
   * any other model its name in small letters, and then without its date.
   */
  readonly names: readonly [string, ...string[]];
  /** The vendor's region: `us`, `eu`, `jp`, `au` or `apac`; undefined for all others. */
  readonly region: string | undefined;
}

const PREFIX = /^(?:(us|eu|jp|au|apac|global)\.)?(?:anthropic[./])?/;
const LONG_CONTEXT = /\[1m\]$/;
/** Bedrock's version, always with a colon where the model is not Claude: `deepseek-v3` is a name. */
const BEDROCK_VERSION = /-v\d{1,3}:\d{1,3}$/;
const DATE = /(?:[-@]\d{8}|[-@]latest|@default)$/;

const NUMBER = '(0|[1-9]\\d?)';
const VERSION = '(?:-v\\d{1,3}(?::\\d{1,3})?)?';
const CLAUDE = new RegExp(
  `^claude-(?:${NUMBER}(?:[-.]${NUMBER})?-([a-z]+)|([a-z]+)-(?:${NUMBER}(?:[-.]${NUMBER})?|preview))` +
    `${VERSION}(?:[-@]\\d{8}|[-@]latest|@default)?${VERSION}$`,
);

/**
 * Reads the spellings that one model has: with a vendor's prefix, a date, `[1m]` or Bedrock's
 * version, with family and version in either order, in any letter case.
 *
 * @example
 * parseModelSpelling('eu.anthropic.claude-sonnet-4-5-20250929-v1:0[1m]');
 * // { names: ['claude-sonnet-4-5'], region: 'eu' }
 */
export function parseModelSpelling(spelling: string): ModelSpelling {
  const text = spelling.trim().toLowerCase();
  const [prefix = '', vendorRegion] = PREFIX.exec(text) ?? [];
  const region = vendorRegion === 'global' ? undefined : vendorRegion;
  const bare = text.slice(prefix.length).replace(LONG_CONTEXT, '');
  const claude = claudeId(bare);
  if (claude !== undefined) return { names: [claude], region };
  const name = bare.replace(BEDROCK_VERSION, '');
  const undated = name.replace(DATE, '');
  return { names: undated === name || undated === '' ? [name] : [name, undated], region };
}

/** Up to version 3 the family comes last in an id, since 4 it comes first. */
function claudeId(text: string): string | undefined {
  const match = CLAUDE.exec(text);
  if (!match) return undefined;
  const family = match[3] ?? match[4] ?? '';
  const major = match[1] ?? match[5];
  if (major === undefined) return `claude-${family}-preview`;
  const minor = match[2] ?? match[6] ?? '0';
  const version = minor === '0' ? major : `${major}-${minor}`;
  return Number(major) < 4 ? `claude-${version}-${family}` : `claude-${family}-${version}`;
}
