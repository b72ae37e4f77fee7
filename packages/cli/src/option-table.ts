/**
 * One option of a command, declared once: types, parsing, help, completion and the fast path all
 * derive from it.
 */
export interface OptionSpec {
  readonly type: 'boolean' | 'string' | 'number';
  /** What it does, in the imperative. The help adds the default and the choices. */
  readonly describe: string;
  /** Other names; one of a single letter is written with one dash. @default none */
  readonly alias?: string | readonly string[] | undefined;
  /** Stands for the value in the help. @default `N` for numbers, else the name in capitals */
  readonly value?: string | undefined;
  /** @default undefined; false for booleans */
  readonly default?: string | number | undefined;
  /** Names the default in the help where it is no fixed value. */
  readonly defaultText?: string | undefined;
  /** The only values it takes. @default any */
  readonly choices?: readonly string[] | undefined;
  /** May be given several times; all values count. @default false: the last value counts */
  readonly repeats?: true | undefined;
  /** @default false */
  readonly required?: true | undefined;
  /** Other options that cannot be given with it. @default none */
  readonly conflicts?: readonly string[] | undefined;
  /** Left out of help and completion. @default false */
  readonly hidden?: true | undefined;
}

/** The options of a command by their names, without dashes. */
export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** The words of a command that are no options. */
export interface WordsSpec {
  readonly name: string;
  readonly describe: string;
  /** Takes any number of words. @default false: one */
  readonly many?: true | undefined;
}

type Scalar<Spec extends OptionSpec> = Spec['type'] extends 'number'
  ? number
  : Spec extends { readonly choices: readonly (infer Choice)[] }
    ? Choice
    : string;

type Value<Spec extends OptionSpec> = Spec['type'] extends 'boolean'
  ? boolean
  : Spec extends { readonly repeats: true }
    ? readonly Scalar<Spec>[] | undefined
    : Spec extends { readonly default: string | number } | { readonly required: true }
      ? Scalar<Spec>
      : Scalar<Spec> | undefined;

/** The values of declared options: of all, given or not. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Name in keyof Table]: Value<Table[Name]>;
};

/** The words of a command line. */
export type WordValues<Words extends WordsSpec | undefined> = Words extends WordsSpec
  ? {
      readonly [Name in Words['name']]:
        | (Words extends { readonly many: true } ? readonly string[] : string)
        | undefined;
    }
  : unknown;

/** Lists the other names of an option. */
export function aliasesOf({ alias = [] }: OptionSpec): readonly string[] {
  return typeof alias === 'string' ? [alias] : alias;
}

/** Returns the values of an empty command line. */
export function defaultValues(
  table: OptionTable,
  words?: WordsSpec | undefined,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(table)) {
    values[name] = spec.type === 'boolean' ? false : spec.default;
  }
  if (words) values[words.name] = undefined;
  return values;
}

/** Writes the name of an option as people type it. */
export function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
