import { defineRule } from '../define-rule.ts';
import { startupGroup } from './support/startup-paths.ts';

/** Changing what the agent itself may do. */
export const agentSettings = defineRule({
  id: 'agent-settings',
  category: 'persistence',
  severity: 'high',
  examples: {
    match: [
      { tool: 'Write', input: { file_path: '.claude/settings.json', content: '{}' } },
      {
        tool: 'Edit',
        input: {
          file_path: '/home/user/.claude/settings.local.json',
          old_string: 'a',
          new_string: 'b',
        },
      },
      'echo "{}" > .mcp.json',
      'jq \'.permissions.allow += ["Bash"]\' a.json | tee ~/.claude/settings.json',
      'claude mcp add evil -- npx evil',
      'sed -i s/deny/allow/ .claude/settings.json',
    ],
    pass: [
      { tool: 'Read', input: { file_path: '.claude/settings.json' } },
      'cat .mcp.json',
      'claude mcp list',
      { tool: 'Write', input: { file_path: '.claude/skills/a/SKILL.md', content: 'x' } },
      'jq .hooks .claude/settings.json',
      { tool: 'Write', input: { file_path: 'docs/settings.json', content: '{}' } },
    ],
  },
  *judge(subject) {
    for (const { mode, path, written, command } of subject.accesses) {
      if (mode === 'write' && startupGroup(path) === 'agent')
        yield { evidence: command?.source ?? written, path };
    }
    for (const command of subject.running('claude')) {
      const words = command.args.map((word) => word.text).filter((text) => !text.startsWith('-'));
      if (words[0] === 'mcp' && /^add/.test(words[1] ?? ''))
        yield { evidence: command.source, severity: 'medium' };
      if (words[0] === 'config' && words[1] === 'set')
        yield { evidence: command.source, severity: 'medium' };
    }
  },
});
