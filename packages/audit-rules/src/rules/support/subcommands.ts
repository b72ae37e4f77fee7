import {
  type OptionReading,
  readOptions,
  type SimpleCommand,
  type Word,
} from '../../shell/model-api.ts';

/** A command of a program with subcommands, behind the program's own options. */
export interface Subcommand {
  readonly name: string;
  readonly rest: readonly Word[];
  /** Values of `-c key=value`, for git. */
  readonly settings: readonly string[];
}

/** Reads `git -C dir -c k=v push …`. */
export function gitCommand(command: SimpleCommand): Subcommand {
  const read = readOptions(command.args, {
    short: 'cC',
    long: ['git-dir', 'work-tree', 'namespace', 'exec-path', 'super-prefix', 'config-env'],
    stopAtOperand: true,
  });
  const [name, ...rest] = read.operands;
  return {
    name: name?.text ?? '',
    rest,
    settings: read.values('c').map((word) => word.text),
  };
}

const GLOBAL: Readonly<Record<string, { short?: string; long?: string[] }>> = {
  kubectl: {
    short: 'ns',
    long: ['namespace', 'context', 'kubeconfig', 'cluster', 'user', 'server', 'token', 'as'],
  },
  oc: { short: 'ns', long: ['namespace', 'context', 'kubeconfig', 'server', 'token'] },
  helm: { short: 'n', long: ['namespace', 'kube-context', 'kubeconfig'] },
  docker: {
    short: 'cHl',
    long: ['context', 'host', 'config', 'log-level', 'file', 'project-name', 'profile', 'env-file'],
  },
  aws: {
    long: ['profile', 'region', 'output', 'endpoint-url', 'query', 'ca-bundle', 'cli-read-timeout'],
  },
  gcloud: { long: ['project', 'account', 'configuration', 'format', 'zone', 'region'] },
  gh: { short: 'R', long: ['repo', 'hostname'] },
};

/** The words of a program's subcommand: `kubectl -n x delete ns y` gives `delete ns y`. */
export function operandsOf(command: SimpleCommand): { words: string[]; options: OptionReading } {
  const spec = Object.hasOwn(GLOBAL, command.program) ? GLOBAL[command.program] : undefined;
  const options = readOptions(command.args, {
    short: spec?.short,
    long: spec?.long ?? [],
    singleDash: /^(?:terraform|tofu|terragrunt|packer)$/.test(command.program),
  });
  return { words: options.operands.map((word) => word.text), options };
}

/** Tells whether a command only says what it would do. */
export function isDryRun(command: SimpleCommand): boolean {
  return command.args.some((word) =>
    /^-{1,2}(?:dry-?run|dryrun|what-?if|help|h|version)(?:=(?!false|none).*)?$/i.test(word.text),
  );
}
