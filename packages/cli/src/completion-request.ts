const SHELLS = ['bash', 'zsh'];

/**
 * Tells whether the words ask for a completion script. Only exactly `completion bash` and
 * `completion zsh` do: a program whose words are search terms keeps all others.
 */
export function isCompletionRequest(argv: readonly string[]): argv is ['completion', string] {
  return argv.length === 2 && argv[0] === 'completion' && SHELLS.includes(argv[1] ?? '');
}
