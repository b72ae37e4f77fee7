import { defineRule } from '../define-rule.ts';

const PROGRAMS = /^(?:claude|codex|gemini|cursor-agent|aider|opencode|amp|goose|qwen|copilot|ccr)$/;
const OPTIONS =
  /^--(?:dangerously-skip-permissions|allow-dangerously-skip-permissions|dangerously-bypass-approvals-and-sandbox|yolo|allow-all-tools|full-auto|yes-always|dangerously-allow-all)$/;

/** Starting an agent without its permission checks, or a command outside the sandbox. */
export const skipPermissions = defineRule({
  id: 'skip-permissions',
  category: 'persistence',
  severity: 'high',
  examples: {
    match: [
      'claude --dangerously-skip-permissions -p "do it"',
      'claude --permission-mode bypassPermissions',
      'npx @anthropic-ai/claude-code --dangerously-skip-permissions',
      'codex exec --dangerously-bypass-approvals-and-sandbox x',
      { tool: 'Bash', input: { command: 'ls', dangerouslyDisableSandbox: true } },
      'gemini --yolo',
    ],
    pass: [
      'claude -p "what does --dangerously-skip-permissions do"',
      'grep -rn dangerously-skip-permissions docs',
      'claude --version',
      'echo --dangerously-skip-permissions',
      { tool: 'Bash', input: { command: 'ls', dangerouslyDisableSandbox: false } },
      'claude --permission-mode plan',
    ],
  },
  *judge({ call, commands, commandLine }) {
    const { input } = call;
    if (
      typeof input === 'object' &&
      input !== null &&
      (input as Record<string, unknown>)['dangerouslyDisableSandbox'] === true
    ) {
      yield { evidence: commandLine ?? 'dangerouslyDisableSandbox', severity: 'medium' };
    }
    for (const command of commands) {
      const texts = command.args.map((word) => word.text);
      const agent =
        PROGRAMS.test(command.program) ||
        /^@?(?:anthropic-ai|openai|google)\//.test(command.name?.text ?? '') ||
        /^(?:claude-code|codex|gemini-cli)$/.test(command.program);
      if (!agent) continue;
      if (
        texts.some(
          (text) => OPTIONS.test(text) || /^--permission-mode=bypassPermissions$/.test(text),
        ) ||
        (texts.includes('--permission-mode') && texts.includes('bypassPermissions'))
      ) {
        yield { evidence: command.source };
      }
    }
  },
});
