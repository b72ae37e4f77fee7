import { defineRule, everyCommand } from '../define-rule.ts';
import { isSecretName, printsSecrets } from '../network.ts';
import { inlineCode } from '../shell/inline-code.ts';

/** Printing the environment, or single variables that hold secrets. */
export const environmentDump = defineRule({
  id: 'environment-dump',
  category: 'credential-access',
  severity: 'medium',
  examples: {
    match: [
      'env',
      'printenv',
      'env | sort',
      'printenv GITHUB_TOKEN',
      'echo $AWS_SECRET_ACCESS_KEY',
      'export -p',
      'env | grep -i token',
      "node -e 'console.log(process.env)'",
      { tool: 'PowerShell', input: { command: 'Get-ChildItem Env:' } },
    ],
    pass: [
      'env NODE_ENV=test npm test',
      'printenv PATH',
      'env | grep NODE_ENV',
      'export A=1',
      'echo $HOME',
      'set -euo pipefail',
      'echo "$GITHUB_TOKEN" | docker login -u x --password-stdin ghcr.io',
      "node -e 'console.log(process.env.HOME)'",
      '[ -n "$API_TOKEN" ] && echo set',
    ],
  },
  judge: everyCommand((command) => {
    const { program, args } = command;
    const texts = args.map((word) => word.text);
    const operands = texts.filter((text) => !text.startsWith('-'));
    if (program === 'printenv' && operands.length > 0) return operands.some(isSecretName);
    if (printsSecrets(command)) {
      if (texts.includes('--help') || texts.includes('--version')) return undefined;
      if (program === 'set' || program === 'declare' || program === 'export')
        return texts.some((text) => /^-[xpf]+$/.test(text) && !text.includes('f')) ||
          (program === 'set' && texts.length === 0) ||
          (program === 'export' && texts.length === 0)
          ? true
          : undefined;
      const filters = command.downstream.filter((one) => /^(?:e|f|z)?grep$|^rg$/.test(one.program));
      return (
        filters.length === 0 ||
        filters.every(
          (one) =>
            one.args.some((word) => /^-\w*v/.test(word.text)) ||
            showsSecrets(one.args.map((word) => word.text)),
        )
      );
    }
    if (/^(?:echo|printf|write-host|write-output)$/i.test(program)) {
      if (
        command.downstream.some(
          (one) =>
            one.args.some((word) => /stdin|^login$|^-$/.test(word.text)) ||
            (/^(?:wc|shasum|sha\d*sum|md5sum|test|base64)$/.test(one.program) &&
              one.program !== 'base64'),
        )
      )
        return undefined;
      if (
        command.redirects.some(
          (one) =>
            one.operator.includes('>') && one.target !== undefined && !/^\d$/.test(one.target.text),
        )
      )
        return undefined;
      return args.some((word) =>
        word.pieces.some((piece) => piece.kind === 'variable' && isSecretName(piece.name)),
      );
    }
    if (/^(?:get-childitem|gci|dir|ls|get-item)$/i.test(program))
      return operands.some((text) => /^env:\\?\*?$/i.test(text));
    const code = inlineCode(command)?.text;
    if (code?.trim() === 'process.env') return true;
    return (
      code !== undefined &&
      /(?:print|console\.log|write|puts|p|echo|dumps|stringify)\s*\(?[^;\n]{0,60}(?:os\.environ|process\.env|ENV\.to_h|\$ENV|%ENV)\b(?!\s*(?:\.\w|\[|\{))/.test(
        code,
      )
    );
  }),
});

function showsSecrets(texts: readonly string[]): boolean {
  const pattern = texts.filter((text) => !text.startsWith('-'))[0] ?? '';
  return (
    /token|secret|pass|key|cred|auth|aws|api|\.\*|^\.?$/i.test(pattern) &&
    !/^(?:NODE_ENV|PATH)/.test(pattern)
  );
}
