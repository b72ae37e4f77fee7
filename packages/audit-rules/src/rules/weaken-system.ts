import { defineRule, everyCommand } from '../define-rule.ts';

/** Accounts, firewalls and protections of the system. */
export const weakenSystem = defineRule({
  id: 'weaken-system',
  category: 'persistence',
  severity: 'high',
  examples: {
    match: [
      'sudo usermod -aG sudo mallory',
      'sudo ufw disable',
      'setenforce 0',
      'sudo iptables -F',
      'chmod u+s /bin/bash',
      'sudo useradd -o -u 0 x',
      'csrutil disable',
      {
        tool: 'PowerShell',
        input: { command: 'Set-MpPreference -DisableRealtimeMonitoring $true' },
      },
    ],
    pass: [
      'sudo ufw status',
      'getenforce',
      'iptables -L',
      'chmod u+x a.sh',
      'id mallory',
      'echo "ufw disable"',
      { tool: 'PowerShell', input: { command: 'Get-MpPreference' } },
    ],
  },
  judge: everyCommand(({ program, args }) => {
    const texts = args.map((word) => word.text);
    switch (program.toLowerCase()) {
      case 'usermod':
      case 'useradd':
      case 'adduser':
      case 'visudo':
      case 'passwd':
      case 'chpasswd':
      case 'gpasswd':
      case 'new-localuser':
      case 'add-localgroupmember':
        return (
          !texts.some((text) => /^(?:--help|-S|--status|-c)$/.test(text)) || program === 'useradd'
        );
      case 'ufw':
        return texts.includes('disable') || texts.includes('reset');
      case 'setenforce':
        return texts[0] === '0' || texts[0] === 'Permissive';
      case 'iptables':
      case 'ip6tables':
      case 'nft':
        return texts.some((text) => /^(?:-F|--flush|flush)$/.test(text));
      case 'chmod':
        return (
          texts.some(
            (text) =>
              /^[ugoa]*\+\w*s$|^[4267][0-7]{3}$/.test(text) &&
              !/^2/.test(text) &&
              /s$|^[46]/.test(text),
          ) && 'high'
        );
      case 'csrutil':
        return texts[0] === 'disable';
      case 'spctl':
        return texts.some((text) => /^--(?:master-disable|global-disable)$/.test(text));
      case 'setcap':
        return texts.length > 1;
      case 'set-mppreference':
        return texts.some((text) => /^-(?:Disable|Exclusion)/i.test(text));
      case 'add-mppreference':
        return true;
      case 'set-executionpolicy':
        return texts.some((text) => /^(?:Bypass|Unrestricted)$/i.test(text)) && 'medium';
      case 'netsh':
        return /advfirewall.*off/i.test(texts.join(' '));
      case 'net':
        return (
          /^(?:user|localgroup)$/i.test(texts[0] ?? '') &&
          texts.some((text) => /^\/add$/i.test(text))
        );
      default:
        return undefined;
    }
  }),
});
