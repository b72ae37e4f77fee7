import { type ForgettableFile, forgetTest, hasRules, readForgotten } from './forgotten.ts';

/** What a walk through everything found. */
interface Found<File> {
  readonly files: readonly File[];
  filesOf(sessions: ReadonlySet<string>): readonly File[];
  readonly digest: string;
}

/** Leaves out the files that a user wants forgotten. */
export function withoutForgotten<File extends ForgettableFile, All extends Found<File>>(
  found: All,
  dataFolder: string | undefined,
): All {
  if (dataFolder === undefined) return found;
  const rules = readForgotten(dataFolder);
  if (!hasRules(rules)) return found;
  const isForgotten = forgetTest(rules);
  let files: readonly File[] | undefined;
  return Object.create(found, {
    digest: { value: `${found.digest} ${JSON.stringify(rules)}` },
    files: {
      get() {
        files ??= found.files.filter((file) => !isForgotten(file));
        return files;
      },
    },
    filesOf: {
      value: (sessions: ReadonlySet<string>) =>
        found.filesOf(sessions).filter((file) => !isForgotten(file)),
    },
  });
}
