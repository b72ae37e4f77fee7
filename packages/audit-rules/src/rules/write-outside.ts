import { defineRule } from '../define-rule.ts';
import { isScratch } from '../paths/place.ts';
import { isAbsolute } from '../paths/resolve.ts';
import { startupGroup } from './support/startup-paths.ts';

/** Writes outside the folders of the session. */
export const writeOutside = defineRule({
  id: 'write-outside',
  category: 'scope',
  severity: 'medium',
  examples: {
    match: [
      { tool: 'Write', input: { file_path: '/home/user/project-evil/a.ts', content: 'x' } },
      { tool: 'Edit', input: { file_path: '../other/a.ts', old_string: 'a', new_string: 'b' } },
      'echo x > /etc/motd',
      'cp build/app /usr/local/bin/app',
      'cd .. && touch notes.txt',
      'echo x | sudo tee /opt/app/config',
      'ln -s "$PWD/x" ~/bin/x',
    ],
    pass: [
      { tool: 'Write', input: { file_path: 'src/a.ts', content: 'x' } },
      { tool: 'Write', input: { file_path: '/tmp/a.txt', content: 'x' } },
      'echo x > out.txt',
      'make > /dev/null 2>&1',
      'cp /etc/hosts .',
      'cd src && touch a.ts',
      'ls > ../project/list.txt',
      "ssh web 'echo x > /etc/motd'",
    ],
  },
  *judge(subject) {
    for (const { mode, path, written, command } of subject.accesses) {
      if (mode !== 'write' || command?.remote === true || !isAbsolute(path)) continue;
      if (/\$|^-$/.test(written) || isScratch(path) || startupGroup(path) !== undefined) continue;
      if (
        /\/\.claude\/(?:projects|plans|todos)\//.test(path) ||
        /^\/(?:proc|sys)\/|^\/dev\/(?!sd)/.test(path)
      )
        continue;
      const place = subject.place(path);
      const severity = {
        temporary: undefined,
        build: 'info',
        inside: undefined,
        project: undefined,
        outside: 'medium',
        home: 'medium',
        root: 'high',
      } as const;
      if (subject.cwd === undefined && place !== 'root') continue;
      const value = severity[place];
      if (value !== undefined)
        yield { evidence: command?.source ?? written, path, severity: value };
    }
  },
});
