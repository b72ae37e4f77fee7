import { defineRule, everyCommand } from '../define-rule.ts';

/** Stopping the machine, or all processes on it. */
export const systemStop = defineRule({
  id: 'system-stop',
  category: 'destructive-services',
  severity: 'medium',
  examples: {
    match: [
      'sudo shutdown -h now',
      'reboot',
      'systemctl poweroff',
      'kill -9 -1',
      'sudo init 0',
      'killall -9 -u "$USER"',
    ],
    pass: [
      'kill -9 1234',
      'shutdown -c',
      'systemctl status nginx',
      'echo reboot',
      'grep reboot /var/log/syslog',
      'git commit -m "shutdown now"',
    ],
  },
  judge: everyCommand(({ program, args, remote }) => {
    const texts = args.map((word) => word.text);
    switch (program.toLowerCase()) {
      case 'shutdown':
        return texts.some((text) => /^(?:-c|--help|\/a)$/.test(text))
          ? undefined
          : remote
            ? 'high'
            : 'medium';
      case 'reboot':
      case 'halt':
      case 'poweroff':
      case 'stop-computer':
      case 'restart-computer':
        return texts.includes('--help') ? undefined : remote ? 'high' : 'medium';
      case 'init':
      case 'telinit':
        return /^[06]$/.test(texts[0] ?? '');
      case 'systemctl':
        return texts.some((text) => /^(?:poweroff|reboot|halt|kexec)$/.test(text));
      case 'kill':
        return texts.at(-1) === '-1' && texts.length > 1 ? 'high' : undefined;
      case 'killall':
      case 'pkill':
        return (
          texts.some((text) => /^-\w*u$/.test(text)) &&
          texts.filter((text) => !text.startsWith('-')).length <= 1
        );
      default:
        return undefined;
    }
  }),
});
