import { defineRule } from '../define-rule.ts';

/** Files that hold secrets, read by a tool or by a program on a command line. */
export const sensitiveRead = defineRule({
  id: 'sensitive-read',
  category: 'credential-access',
  severity: 'high',
  examples: {
    match: [
      { tool: 'Read', input: { file_path: '/home/user/.ssh/id_rsa' } },
      { tool: 'Grep', input: { pattern: 'KEY', path: '.env' } },
      'cat .env',
      'sudo less /etc/shadow',
      'grep -i token ~/.npmrc',
      'base64 < ~/.aws/credentials',
      'source .env.local',
      'cp ~/.kube/config /tmp/k',
      'git show HEAD:.env',
      'xxd server.key',
      { tool: 'PowerShell', input: { command: 'Get-Content $HOME\\.aws\\credentials' } },
    ],
    pass: [
      'cat .env.example',
      'ls -la ~/.ssh',
      'echo .env >> .gitignore',
      'grep -n "\\.env" README.md',
      'test -f .env && echo yes',
      'cat ~/.ssh/id_rsa.pub',
      'chmod 600 ~/.ssh/id_rsa',
      'cp .env.example .env',
      { tool: 'Read', input: { file_path: 'src/environment.ts' } },
      { tool: 'Glob', input: { pattern: '**/.env' } },
    ],
  },
  *judge(subject) {
    for (const { mode, sensitive, written, path, command } of subject.accesses) {
      if (mode !== 'read' || sensitive === undefined) continue;
      const strong =
        /^(?:key|system|browser)$/.test(sensitive) ||
        (sensitive === 'credentials' && !/^(?!.*\/home)/.test(path));
      yield {
        evidence: command?.source ?? written,
        path,
        severity: strong ? 'high' : 'medium',
      };
    }
  },
});
