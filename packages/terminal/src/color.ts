import { styleText } from 'node:util';

/** Functions that wrap a text in a style, or return it unchanged when colours are off. */
export type Style = Readonly<
  Record<'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'inverse', (text: string) => string>
>;

/**
 * Decides whether to colour what goes to a stream: `FORCE_COLOR` (not `0` or `false`) says yes,
 * `NO_COLOR` (not empty) says no, else a terminal that is not `dumb` gets colours.
 */
export function usesColor(
  stream: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env['NO_COLOR']) return false;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/**
 * Makes the styling functions.
 *
 * @example
 * createStyle(false).bold('x'); // 'x'
 */
export function createStyle(enabled: boolean): Style {
  const styled = (style: keyof Style) => (text: string) =>
    enabled ? styleText(style, text, { validateStream: false }) : text;
  return {
    bold: styled('bold'),
    dim: styled('dim'),
    red: styled('red'),
    green: styled('green'),
    yellow: styled('yellow'),
    cyan: styled('cyan'),
    inverse: styled('inverse'),
  };
}
