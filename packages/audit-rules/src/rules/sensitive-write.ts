import { defineRule } from '../define-rule.ts';

/** Keys and credential stores that are written over. */
export const sensitiveWrite = defineRule({
  id: 'sensitive-write',
  category: 'credential-access',
  severity: 'medium',
  examples: {
    match: [
      { tool: 'Write', input: { file_path: '/home/user/.ssh/id_ed25519', content: 'x' } },
      {
        tool: 'Edit',
        input: { file_path: '~/.aws/credentials', old_string: 'a', new_string: 'b' },
      },
      'echo x > ~/.netrc',
      'cat key.txt | tee ~/.kube/config',
      'sed -i s/a/b/ ~/.docker/config.json',
    ],
    pass: [
      { tool: 'Write', input: { file_path: '.env', content: 'PORT=1' } },
      'echo PORT=1 >> .env',
      'cp .env.example .env',
      { tool: 'Write', input: { file_path: 'src/key.ts', content: 'x' } },
      'openssl genrsa -out server.key 2048',
    ],
  },
  *judge(subject) {
    for (const { mode, sensitive, written, path, command } of subject.accesses) {
      if (
        mode !== 'write' ||
        sensitive === undefined ||
        sensitive === 'environment' ||
        sensitive === 'history'
      )
        continue;
      if (sensitive === 'key' && !/\/\.(?:ssh|gnupg)\//.test(path)) continue;
      yield { evidence: command?.source ?? written, path };
    }
  },
});
