/** How a program that runs another one reads what stands before it. */
export interface Wrapper {
  /** Letters of options with a value. */
  readonly short?: string;
  /** Long options with a value. */
  readonly long?: readonly string[];
  /** Operands of its own, before the command. */
  readonly operands?: number;
  /** Whether `NAME=value` may stand before the command. */
  readonly assignments?: boolean;
  /** With one of these options it starts nothing. */
  readonly inert?: readonly string[];
  /** Option whose value is a script for a shell. */
  readonly script?: readonly string[];
  /** Whether the command's words are joined and given to a shell. */
  readonly joins?: boolean;
  /** Whether the command gets more arguments from input. */
  readonly moreArguments?: boolean;
  readonly remote?: boolean;
}

const SUDO: Wrapper = {
  short: 'ugpCDRThrt',
  long: ['user', 'group', 'prompt', 'chdir', 'chroot', 'host', 'role', 'type', 'close-from'],
  assignments: true,
};
const TIMEOUT: Wrapper = { short: 'ks', long: ['kill-after', 'signal'], operands: 1 };
const XARGS: Wrapper = {
  short: 'adEILnPsRS',
  long: [
    'arg-file',
    'delimiter',
    'max-lines',
    'max-args',
    'max-procs',
    'max-chars',
    'process-slot-var',
  ],
  moreArguments: true,
};
const SU: Wrapper = {
  short: 'cgGsT',
  long: ['command', 'group', 'shell'],
  script: ['c', 'command'],
};
const TRACE: Wrapper = { short: 'abeEIoOpPsSuUX' };

/** Programs that start the command behind their own options and operands. */
export const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: SUDO,
  'sudo-rs': SUDO,
  doas: { short: 'uC' },
  pkexec: { long: ['user'] },
  env: { short: 'uCS', long: ['unset', 'chdir', 'split-string'], assignments: true },
  genv: { short: 'uCS', long: ['unset', 'chdir', 'split-string'], assignments: true },
  'cross-env': { assignments: true },
  nohup: {},
  time: { short: 'fo', long: ['format', 'output'] },
  command: { inert: ['v', 'V'] },
  builtin: {},
  exec: { short: 'a' },
  noglob: {},
  nocorrect: {},
  nice: { short: 'n', long: ['adjustment'] },
  gnice: { short: 'n', long: ['adjustment'] },
  ionice: { short: 'cn', long: ['class', 'classdata'] },
  chrt: { operands: 1, short: 'TPD' },
  taskset: { operands: 1 },
  numactl: { short: 'NCmipHs' },
  stdbuf: { short: 'ioe', long: ['input', 'output', 'error'] },
  gstdbuf: { short: 'ioe' },
  unbuffer: {},
  timeout: TIMEOUT,
  gtimeout: TIMEOUT,
  setsid: {},
  xargs: XARGS,
  gxargs: XARGS,
  chroot: { operands: 1, long: [] },
  flock: {
    short: 'wEc',
    long: ['timeout', 'conflict-exit-code', 'command'],
    operands: 1,
    script: ['c', 'command'],
  },
  strace: TRACE,
  ltrace: TRACE,
  unshare: { short: 'SGRw' },
  nsenter: { short: 'tSG', long: ['target'] },
  setpriv: {
    long: ['reuid', 'regid', 'groups', 'inh-caps', 'ambient-caps', 'bounding-set', 'securebits'],
  },
  caffeinate: { short: 'tw' },
  'systemd-run': {
    short: 'pEuMHt',
    long: ['unit', 'property', 'uid', 'gid', 'slice', 'description'],
  },
  'systemd-inhibit': { long: ['what', 'who', 'why', 'mode'] },
  fakeroot: {},
  firejail: {},
  bwrap: {},
  proxychains: { short: 'f' },
  proxychains4: { short: 'f' },
  torsocks: {},
  torify: {},
  rlwrap: {},
  winpty: {},
  chronic: {},
  busybox: {},
  toybox: {},
  gosu: { operands: 1 },
  'su-exec': { operands: 1 },
  setarch: { operands: 1 },
  'xvfb-run': { short: 'nsef' },
  'dbus-run-session': {},
  hyperfine: { short: 'wrmMpSsuntN', joins: true },
  watch: { short: 'nq', long: ['interval', 'equexit'], joins: true },
  entr: {},
  su: SU,
  runuser: SU,
  script: { short: 'cEIOBTmo', long: ['command'], script: ['c', 'command'], operands: 99 },
  wsl: { short: 'due', long: ['distribution', 'user', 'cd', 'exec'] },
  direnv: { operands: 2 },
  dotenv: { short: 'evcp' },
  npx: { short: 'pcw', long: ['package', 'call', 'workspace'], script: ['c', 'call'] },
  bunx: {},
  pnpx: {},
  rtk: {},
  // Words of zsh and fish in front of a command.
  repeat: { operands: 1 },
  and: {},
  or: {},
  not: {},
};

/** Programs with subcommands of which some start another command. */
export const SUBCOMMAND_WRAPPERS: Readonly<Record<string, readonly string[]>> = {
  pnpm: ['exec', 'dlx'],
  npm: ['exec', 'x'],
  yarn: ['exec', 'dlx'],
  bun: ['x'],
  uv: ['run'],
  poetry: ['run'],
  pipenv: ['run'],
  pdm: ['run'],
  hatch: ['run'],
  rye: ['run'],
  bundle: ['exec'],
  mise: ['exec', 'x'],
  rbenv: ['exec'],
  pyenv: ['exec'],
  doppler: ['run'],
  op: ['run'],
  infisical: ['run'],
  dotenvx: ['run'],
  conda: ['run'],
  mamba: ['run'],
  'aws-vault': ['exec'],
  chamber: ['exec'],
  toolbox: ['run'],
  devbox: ['run'],
  'flatpak-spawn': ['--host'],
};

/** Shells that read a script from `-c`, from a file, or from input. */
export const SHELLS: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'zsh',
  'dash',
  'ksh',
  'mksh',
  'ash',
  'fish',
  'rbash',
  'csh',
  'tcsh',
]);

/** PowerShell's own programs. */
export const POWERSHELLS: ReadonlySet<string> = new Set(['powershell', 'pwsh']);

/** Value options of `docker run` and `exec` that are written with one letter. */
export const CONTAINER_SHORT = 'aceEhlmpuvw';
/** Their long options without a value; every other one has a value. */
export const CONTAINER_FLAGS: ReadonlySet<string> = new Set([
  'rm',
  'privileged',
  'init',
  'interactive',
  'tty',
  'detach',
  'read-only',
  'no-healthcheck',
  'publish-all',
  'oom-kill-disable',
  'sig-proxy',
  'quiet',
  'no-deps',
  'no-TTY',
  'service-ports',
  'use-aliases',
  'build',
  'disable-content-trust',
  'no-tty',
  'stdin',
  'it',
]);

/** ssh's options with a value. */
export const SSH_SHORT = 'BbcDEeFIiJLlmOopQRSWw';
