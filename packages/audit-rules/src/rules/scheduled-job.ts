import { commands, defineRule } from '../define-rule.ts';

/** Jobs and services that start by themselves later. */
export const scheduledJob = defineRule({
  id: 'scheduled-job',
  category: 'persistence',
  severity: 'high',
  examples: {
    match: [
      'crontab jobs.txt',
      '(crontab -l; echo "* * * * * x") | crontab -',
      'crontab -r',
      'sudo systemctl enable --now miner.service',
      'launchctl load ~/Library/LaunchAgents/x.plist',
      'echo ./x.sh | at now + 1 hour',
      'at -f x.sh 23:30',
      'batch < x.sh',
      { tool: 'PowerShell', input: { command: 'schtasks /create /tn x /tr x.exe /sc onlogon' } },
    ],
    pass: [
      'crontab -l',
      'systemctl status nginx',
      'launchctl list',
      'atq',
      'sudo systemctl restart app',
      "echo 'crontab -r'",
      'systemctl is-enabled x',
      'at src/app.ts line 12',
      'batch insert of 40 rows',
    ],
  },
  judge: commands(
    [
      'crontab',
      'systemctl',
      'launchctl',
      'at',
      'batch',
      'schtasks',
      'register-scheduledtask',
      'new-service',
      'sc',
      'reg',
      'update-rc.d',
      'chkconfig',
      'pm2',
    ],
    (command) => {
      const texts = command.args.map((word) => word.text);
      const words = texts.filter((text) => !text.startsWith('-'));
      switch (command.program.toLowerCase()) {
        case 'crontab':
          if (texts.includes('-l') || texts.includes('-h') || texts.includes('-V'))
            return undefined;
          return true;
        case 'systemctl':
          return (
            /^(?:enable|link|edit|mask|set-default)$/.test(words[0] ?? '') &&
            (words[0] === 'mask' ? 'medium' : true)
          );
        case 'launchctl':
          return /^(?:load|bootstrap|enable|submit)$/.test(words[0] ?? '');
        case 'at':
          return isTimed(texts) && 'medium';
        case 'batch':
          return texts.every((text) => text.startsWith('-') && !/^-[lrdcV]/.test(text)) && 'medium';
        case 'schtasks':
          return texts.some((text) => /^\/create$/i.test(text));
        case 'sc':
          return words[0] === 'create';
        case 'reg':
          return (
            /^add$/i.test(words[0] ?? '') &&
            texts.some((text) => /\\Run(?:Once)?(?:\\|$)/i.test(text))
          );
        case 'update-rc.d':
        case 'chkconfig':
          return texts.some((text) => /^(?:defaults|enable|on|--add)$/.test(text)) && 'medium';
        case 'pm2':
          return words[0] === 'startup' && 'medium';
        default:
          return true;
      }
    },
  ),
});

/** What `at` understands as a time: text that was pasted often begins with the same word. */
const TIME =
  /^(?:now|noon|midnight|teatime|today|tomorrow|next|\d{1,2}(?:[:.]?\d\d)?(?:am|pm)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})$/i;

function isTimed(texts: readonly string[]): boolean {
  if (texts.some((text) => /^-[lrdcV]$/.test(text))) return false;
  if (texts.some((text) => /^-[ft]$/.test(text))) return true;
  const [first = ''] = texts.filter((text) => !text.startsWith('-'));
  // A variable may hold anything.
  return TIME.test(first) || first.includes('$');
}
