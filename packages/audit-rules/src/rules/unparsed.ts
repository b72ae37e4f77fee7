import { defineRule } from '../define-rule.ts';

/** Commands that no shell grammar fits: nobody can say what they do. */
export const unparsed = defineRule({
  id: 'unparsed',
  category: 'unparsed',
  severity: 'low',
  examples: {
    match: [
      "echo 'never closed",
      'if true; then ls',
      'ls )',
      'for x in a b; echo $x',
      'echo "$(date"',
      '$('.repeat(500),
    ],
    pass: [
      'ls -la',
      "echo 'closed'",
      'if true; then ls; fi',
      '',
      '# only a comment',
      'cat <<EOF\nno end needed by bash',
    ],
  },
  *judge({ problems, commandLine }) {
    if (commandLine !== undefined && problems[0] !== undefined) {
      yield { evidence: `${problems[0]}: ${commandLine.slice(0, 200)}` };
    }
  },
});
