import { defineRule } from '../define-rule.ts';
import { startupGroup } from './support/startup-paths.ts';

/** Writing to files that shells, ssh or the system run or obey later. */
export const startupFile = defineRule({
  id: 'startup-file',
  category: 'persistence',
  severity: 'high',
  examples: {
    match: [
      'echo "alias ls=x" >> ~/.bashrc',
      'cat key.pub >> ~/.ssh/authorized_keys',
      { tool: 'Edit', input: { file_path: '/home/user/.zshrc', old_string: 'a', new_string: 'b' } },
      'echo "* * * * * x" | sudo tee /etc/cron.d/x',
      'cp x.plist ~/Library/LaunchAgents/x.plist',
      'echo "u ALL=(ALL) NOPASSWD: ALL" | sudo tee /etc/sudoers.d/u',
      'cp hook.sh .git/hooks/pre-commit',
      'ssh-copy-id -i k.pub web',
    ],
    pass: [
      'cat ~/.bashrc',
      'source ~/.zshrc',
      'ls .git/hooks',
      'grep alias ~/.bashrc',
      'cat ~/.ssh/authorized_keys | wc -l',
      { tool: 'Read', input: { file_path: '/home/user/.profile' } },
      'echo ".bashrc" >> notes.md',
    ],
  },
  *judge(subject) {
    // Puts a key into the other side's authorized_keys.
    for (const { source } of subject.running('ssh-copy-id')) {
      yield { evidence: source, severity: 'medium' };
    }
    for (const { mode, path, written, command } of subject.accesses) {
      if (mode !== 'write') continue;
      const group = startupGroup(path);
      if (group === undefined || group === 'agent') continue;
      const evidence = command?.source ?? written;
      yield { evidence, path, severity: group === 'hooks' ? 'medium' : 'high' };
    }
  },
});
