import { commands, defineRule } from '../define-rule.ts';
import type { Severity } from '../finding.ts';
import { worstOf } from './support/targets.ts';

/** Recursive deletion in PowerShell and `cmd`. */
export const windowsDelete = defineRule({
  id: 'windows-delete',
  category: 'destructive-files',
  severity: 'medium',
  examples: {
    match: [
      { tool: 'PowerShell', input: { command: 'Remove-Item -Recurse -Force .\\src' } },
      { tool: 'PowerShell', input: { command: 'gci C:\\Users\\me -Recurse | Remove-Item -Force' } },
      { tool: 'PowerShell', input: { command: 'ri src -r -fo' } },
      'powershell -NoProfile -Command "Remove-Item C:\\data -Recurse -Force"',
      'cmd /c "rd /s /q C:\\work"',
      'cmd.exe /c del /f /s /q *.cs',
    ],
    pass: [
      { tool: 'PowerShell', input: { command: 'Remove-Item notes.txt' } },
      { tool: 'PowerShell', input: { command: "Write-Host 'Remove-Item -Recurse -Force'" } },
      { tool: 'PowerShell', input: { command: 'Remove-Item -Recurse -Force .\\node_modules' } },
      { tool: 'PowerShell', input: { command: 'Remove-Item src -Recurse -WhatIf' } },
      'cmd /c "del notes.txt"',
      'cmd /c "echo rd /s /q C:\\"',
    ],
  },
  judge: commands(
    [
      'remove-item',
      'ri',
      'rd',
      'rmdir',
      'del',
      'erase',
      'rm',
      'clear-content',
      'format-volume',
      'clear-disk',
      'format',
      '',
    ],
    (command, subject) => {
      const program = command.program.toLowerCase();
      if (program === '') {
        return (
          command.dialect === 'powershell' &&
          /\[(?:System\.)?IO\.(?:Directory|File)\]::Delete/i.test(command.source) &&
          'high'
        );
      }
      const texts = command.args.map((word) => word.text);
      const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
      if (program === 'format-volume' || program === 'clear-disk') return 'critical';
      if (program === 'format') return has(/^[a-z]:$/i) ? 'critical' : undefined;
      if (program === 'clear-content') return command.dialect === 'powershell' ? 'low' : undefined;
      if (program === 'rm' && command.dialect !== 'powershell') return undefined;
      if (has(/^-what(?:if)?$/i)) return undefined;
      const switches = has(/^\/{1,2}s$/i);
      const recurse =
        has(/^-r(?:e(?:c\w*)?)?$/i) ||
        has(/^-rf$/i) ||
        command.args.some((word) => /^-recurse(?::\$true)?$/i.test(word.text));
      const piped = command.previous.some(
        (one) =>
          /^(?:gci|get-childitem|dir|ls)$/i.test(one.program) &&
          one.args.some((word) => /^-r(?:ec\w*)?$/i.test(word.text)),
      );
      const power = /^(?:remove-item|ri)$/.test(program) || command.dialect === 'powershell';
      if (!(power ? recurse || piped || switches : switches)) return undefined;
      const targets = [
        ...texts,
        ...(piped ? command.previous.flatMap((one) => one.args.map((word) => word.text)) : []),
      ]
        .filter((text) => !/^-|^\/{1,2}[a-z]$/i.test(text))
        .map((text): Severity => {
          const place = subject.place(text, command);
          if (/^(?:temporary|build)$/.test(place) || /^(?:\$env:TE?MP|%TE?MP%)\\./i.test(text))
            return 'info';
          return place === 'root' || place === 'home' ? 'critical' : 'high';
        });
      return targets.length === 0 ? 'medium' : worstOf(targets);
    },
  ),
});
