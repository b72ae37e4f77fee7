import { commands, defineRule } from '../define-rule.ts';
import { operandsOf } from './support/subcommands.ts';

/** Removing volumes and everything unused of a container engine. */
export const containerPrune = defineRule({
  id: 'container-prune',
  category: 'destructive-services',
  severity: 'medium',
  examples: {
    match: [
      'docker system prune -af --volumes',
      'docker volume rm db_data',
      'docker compose down -v',
      'podman system reset',
      'docker rm -f $(docker ps -aq)',
      'docker volume prune -f',
      'docker-compose down --volumes',
      'docker compose -f prod.yml down --volumes',
    ],
    pass: [
      'docker ps -a',
      'docker compose down',
      'docker volume ls',
      'docker run --rm -v data:/d alpine ls',
      'docker rm web',
      'docker system df',
      'docker network prune -f',
      'echo docker system prune',
    ],
  },
  judge: commands(['docker', 'podman', 'nerdctl', 'docker-compose'], (command) => {
    const { words, options } = operandsOf(command);
    const at = words[0] === 'compose' || command.program === 'docker-compose';
    const [first, second] = words[0] === 'compose' ? words.slice(1) : words;
    if (options.has('help')) return undefined;
    // Global options with values may stand in front: `compose -f prod.yml down -v`.
    if (at) return words.some((word) => /^(?:down|rm)$/.test(word)) && options.has('v', 'volumes');
    if (first === 'system')
      return (
        (second === 'prune' && (options.has('volumes') ? 'high' : 'medium')) ||
        (second === 'reset' && 'high')
      );
    if (first === 'volume') return /^(?:rm|remove|prune)$/.test(second ?? '') && 'high';
    if (/^(?:image|container)$/.test(first ?? '') && second === 'prune') return 'low';
    if (first === 'swarm' && second === 'leave') return options.has('force', 'f') && 'medium';
    if (/^(?:rm|rmi|kill|stop)$/.test(first ?? '')) {
      return command.args.some((word) =>
        word.pieces.some((piece) => piece.kind === 'substitution'),
      ) || command.moreArguments
        ? first === 'stop'
          ? 'info'
          : 'medium'
        : undefined;
    }
    return undefined;
  }),
});
