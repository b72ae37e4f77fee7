import { defineRule, everyCommand } from '../define-rule.ts';
import { isDecoder } from '../network.ts';
import { inlineCode } from '../shell/inline-code.ts';
import { allCommandsIn, executedWords, executesInput } from './support/execution.ts';

/** Hidden text that is decoded and run. */
export const decodedExecute = defineRule({
  id: 'decoded-execute',
  category: 'remote-execution',
  severity: 'high',
  examples: {
    match: [
      'echo bHMK | base64 -d | sh',
      'base64 --decode payload.txt | bash',
      'eval "$(echo bHMK | base64 -d)"',
      'xxd -r -p x.hex | sudo sh',
      'bash -c "$(openssl enc -d -aes-256-cbc -in x)"',
      'python3 -c "import base64; exec(base64.b64decode(\'cHJpbnQoMSk=\'))"',
      'powershell -EncodedCommand bABzAA==',
    ],
    pass: [
      'echo bHMK | base64 -d',
      'base64 -d cert.b64 > cert.crt',
      'echo hi | base64 | bash-completion',
      'kubectl get cm x -o json | base64 -d | jq .',
      "grep 'base64 -d | sh' notes.md",
      'base64 image.png | pbcopy',
    ],
  },
  judge: everyCommand((command) => {
    if (executesInput(command) && command.upstream.some(isDecoder))
      return { evidence: [...command.upstream, command].map((one) => one.source).join(' | ') };
    if (executedWords(command).some((word) => allCommandsIn(word).some(isDecoder))) return true;
    if (
      /^(?:powershell|pwsh)$/i.test(command.program) &&
      command.args.some((word) => /^[-/]e(?:c|nc\w*)?$/i.test(word.text))
    )
      return true;
    const code = inlineCode(command)?.text;
    return (
      code !== undefined &&
      /\b(?:exec|eval)\s*\(?/.test(code) &&
      /b64decode|base64|atob\s*\(|fromhex|unhexlify|rot13|Buffer\.from\([^)]{0,2000}base64|pack\(/.test(
        code,
      )
    );
  }),
});
