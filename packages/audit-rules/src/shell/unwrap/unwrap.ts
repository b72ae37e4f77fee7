import type { SimpleCommand } from '../model.ts';
import { readOptions } from '../options.ts';
import { behind, findActions, gitScripts, parallel, terminalSession } from './actions.ts';
import { commandWords, dropDashes, type Inner } from './inner.ts';
import { container, pod, remoteShell } from './remote.ts';
import { code, evaluated, shellScript, sourced, windowsShell } from './shells.ts';
import { wrapped } from './wrapped.ts';

/** Lists what a command starts in its turn, as far as its words tell. */
export function unwrap(command: SimpleCommand): Inner[] {
  const { program, args } = command;
  if (command.dialect !== 'sh') {
    return (
      windowsShell(command) ?? [...wrapped(command), ...shellScript(command), ...code(command)]
    );
  }
  switch (program) {
    case 'eval':
      return evaluated(dropDashes(args));
    case 'source':
    case '.':
      return sourced(command);
    case 'trap':
      return args[0] === undefined || args.length < 2
        ? []
        : [{ nesting: 'script', text: args[0].text }];
    case 'ssh':
    case 'autossh':
    case 'mosh':
      return remoteShell(command);
    case 'docker':
    case 'podman':
    case 'nerdctl':
    case 'docker-compose':
    case 'lxc':
      return container(command);
    case 'kubectl':
    case 'oc':
      return pod(command);
    case 'find':
    case 'gfind':
      return findActions(args);
    case 'fd':
    case 'fdfind':
      return behind(args, ['-x', '-X', '--exec', '--exec-batch']);
    case 'git':
      return gitScripts(args);
    case 'tmux':
      return terminalSession(args);
    case 'screen':
      return commandWords(readOptions(args, { short: 'cehpsStT', stopAtOperand: true }).operands);
    case 'concurrently':
      return readOptions(args, { short: 'nckp', long: ['names', 'kill-others-on', 'prefix'] })
        .operands.filter((word) => /\s/.test(word.text))
        .map((word) => ({ nesting: 'script', text: word.text }));
    case 'parallel':
      return parallel(args);
    case 'nodemon':
      return readOptions(args, { short: 'xwe', long: ['exec', 'watch', 'ext'] })
        .values('exec', 'x')
        .map((word) => ({ nesting: 'script', text: word.text }));
    case 'vagrant':
    case 'gcloud':
      return readOptions(args, { short: 'c', long: ['command'] })
        .values('command', ...(program === 'vagrant' ? ['c'] : []))
        .map((word) => ({ nesting: 'script', text: word.text, remote: true }));
    case 'nix-shell':
    case 'nix':
      return [
        ...readOptions(args, { long: ['run', 'command'] })
          .values('run')
          .map((word): Inner => ({ nesting: 'script', text: word.text })),
        ...behind(args, ['-c', '--command']),
      ];
    default:
      return (
        windowsShell(command) ?? [...wrapped(command), ...shellScript(command), ...code(command)]
      );
  }
}
