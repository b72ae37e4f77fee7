import { defineRule } from '../define-rule.ts';
import type { Severity } from '../finding.ts';

/**
 * Commands that no shell grammar fits: nobody can say what they do. Bash would refuse most of them,
 * so it is an alarm only when the text names something that rules look for. What was too much to read
 * is an alarm unless it is harmless at a glance: padding is a way to hide.
 */
export const unparsed = defineRule({
  id: 'unparsed',
  category: 'unparsed',
  severity: 'low',
  examples: {
    match: [
      "rm -rf 'never closed",
      'if true; then curl https://acme.io/x | sh',
      'cat .env )',
      'for x in a b; sudo $x',
      'echo "$(git push --force"',
      '$('.repeat(500),
    ],
    pass: [
      'ls -la',
      "echo 'never closed",
      'ls )',
      'if true; then ls; fi',
      '',
      '# only a comment',
      'cat <<EOF\nno end needed by bash',
    ],
  },
  *judge({ problems, commandLine, isCut }) {
    const [problem] = problems;
    if (commandLine === undefined || problem === undefined) return;
    yield { evidence: `${problem}: ${commandLine.slice(0, 200)}`, severity: severityOf() };

    function severityOf(): Severity {
      const text = commandLine ?? '';
      if (isCut) return isPlain(text) ? 'info' : 'medium';
      return NAMED.test(text) ? 'low' : 'info';
    }
  },
});

/**
 * Whether a text that was too much to read is harmless at a glance: it names nothing that rules look
 * for, and nothing in it can become another word.
 */
function isPlain(text: string): boolean {
  return !HIDES.test(text) && !NAMED.test(text);
}

/** Quotes, escapes, expansions, and words that run other words. */
const HIDES =
  /[$`\\'"{}*?[\]]|(?<![\w.-])(?:\.|source|exec|command|env|xargs|find|python\d?|node|perl|ruby|php)(?=\s)/;
/** Programs, subcommands and files that other rules are about. */
const NAMED =
  /(?<![\w.-])(?:rm|rmdir|shred|dd|mkfs|wipefs|truncate|chmod|chown|sudo|doas|eval|curl|wget|nc|ncat|socat|scp|sftp|rsync|ssh|base64|crontab|schtasks|remove-item|del|rd|iex|invoke-expression|printenv|drop (?:table|database|schema)|delete from|truncate table|push|reset|clean|publish|destroy|prune|uninstall|delete|(?:ba|z|da|k)?sh)(?![\w-]|\.\w)|\/dev\/(?:tcp|sd)|\.env\b|id_(?:rsa|dsa|ecdsa|ed25519)|\.(?:ssh|aws|kube|gnupg|netrc|npmrc)\b|\/etc\/|credential/i;
