import { findSecrets, redactSecrets } from '@cco/secrets';
import { runs } from '@cco/test-fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditCall, auditSession, readCommand } from '../src/index.ts';

const pieces = fc.constantFrom(
  'rm',
  '-rf',
  'git',
  'push',
  '--force',
  'curl',
  'sh',
  'bash',
  '-c',
  'eval',
  'sudo',
  'xargs',
  'find',
  '-exec',
  '{}',
  '\\;',
  '|',
  '||',
  '&&',
  '&',
  ';',
  '\n',
  '(',
  ')',
  '{',
  '}',
  '$(',
  '`',
  '"',
  "'",
  '$',
  '${',
  '${x:-',
  '}',
  '<',
  '>',
  '<<EOF',
  'EOF',
  '<<<',
  '<(',
  '>(',
  '*',
  '?',
  '[',
  ']',
  '~',
  '/',
  '..',
  '.env',
  'a=b',
  'a=(',
  'if',
  'then',
  'fi',
  'for',
  'do',
  'done',
  'case',
  'in',
  'esac',
  'function',
  '\\',
  '#',
  ' ',
  '\t',
  '\0',
  '\ud800',
  '\ufffd',
  '日本',
  "$'\\x41'",
  '{a,b}',
  'python3',
  'node',
  '-e',
  'psql',
  'DROP TABLE x',
  'docker',
  'exec',
  'ssh',
  'h',
  'powershell',
  '-Command',
  'cmd',
  '/c',
  ...['a[@]', '!a', 'a//x/', 'a:1:2', 'a^^', '#a', 'a@P'].map((inside) => `$\{${inside}}`),
  ...['"$@"', '$*', '${a#'],
  ...['a=(x y)', 'a+=z', 'a[$(', 'IFS=x', 'set --', 'shift', 'shift 2', 'alias f=', 'unset a'],
  ...['read a', 'read -a a', 'mapfile -t a', 'printf -v a', 'f() {', 'f', 'f x', 'source', '.'],
  ...['xargs -I{}', 'xargs -0', '{1..9}', '{a,{b,c}}', '{', '$((', '))', '((', '<(echo', 'rev'],
  ...['which', 'command -v', 'eval "$(', 'repeat 3', '=rm', '/b?n/r?', '+(a|b)', 'os.system("'],
);
const junk = fc
  .array(pieces, { maxLength: 40 })
  .chain((parts) => fc.constantFrom('', ' ').map((between) => parts.join(between)));
const tools = fc.constantFrom(
  'Bash',
  'PowerShell',
  'Cmd',
  'Read',
  'Write',
  'Edit',
  'Grep',
  'WebFetch',
  'mcp__x__write_file',
  'mcp__x__run',
  '',
);

describe('any input', () => {
  it('gives an answer, whatever the command', () => {
    fc.assert(
      fc.property(junk, tools, (command, tool) => {
        const input = {
          command,
          file_path: command,
          path: command,
          url: command,
          content: command,
        };
        for (const finding of auditCall({ tool, input })) expect(finding.why).not.toBe('');
      }),
      { numRuns: runs(3_000, 200_000), seed: 7 },
    );
  });

  it('gives an answer, whatever the input', () => {
    fc.assert(
      fc.property(tools, fc.anything(), (tool, input) => {
        expect(Array.isArray(auditSession([{ tool, input }]))).toBe(true);
      }),
    );
  });

  it.each([
    ['blanks', ' '.repeat(1_000_000)],
    ['words', 'a '.repeat(500_000)],
    ['one word', `echo ${'x'.repeat(1_000_000)}`],
    ['commands', 'rm -rf $(echo a);\n'.repeat(50_000)],
    ['groups', '('.repeat(200_000)],
    ['substitutions', '$('.repeat(200_000)],
    ['quoted substitutions', '"$('.repeat(200_000)],
    ['backticks', '`'.repeat(200_001)],
    ['expansions', '${a:-'.repeat(100_000)],
    ['arithmetic', '$(('.repeat(100_000)],
    ['here-documents', '<<a '.repeat(100_000)],
    ['functions', 'f() '.repeat(100_000)],
    ['pipes', 'a|'.repeat(200_000)],
    ['braces', '{a,'.repeat(100_000)],
    ['expanding braces', 'echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}'],
    ['doubling variables', `A=xxxxxxxxxxxxxxxx\n${'A=$A$A\n'.repeat(64)}echo $A`],
    ['evals', `${'eval '.repeat(5_000)}ls`],
    ['wrappers', `${'sudo '.repeat(5_000)}ls`],
    [
      'nested shells',
      Array.from({ length: 12 }).reduce((text: string) => `bash -c ${JSON.stringify(text)}`, 'ls'),
    ],
    ['quotes', `"'`.repeat(200_000)],
    ['colons', 'a:'.repeat(300_000)],
    ['equals', 'token='.repeat(100_000)],
    ['dashes', '-'.repeat(500_000)],
    ['at signs', 'x://a:b@'.repeat(100_000)],
  ])('ends soon for many %s', (_, command) => {
    for (const tool of ['Bash', 'PowerShell', 'Write']) {
      const before = performance.now();
      auditCall({ tool, input: { command, content: command } });
      // Not a benchmark: quadratic time would be minutes here.
      expect(performance.now() - before).toBeLessThan(20_000);
    }
  });

  it('names what it could not read', () => {
    expect(readCommand('$('.repeat(100_000)).problems).not.toEqual([]);
    expect(readCommand('f() '.repeat(100_000)).problems).not.toEqual([]);
    expect(readCommand(`${'eval '.repeat(10)}ls`).problems).toEqual([]);
    expect(readCommand('ls;'.repeat(60_000)).problems).toEqual(['too many commands']);
  });

  it('leaves no secret behind when it redacts', () => {
    const secret = `ghp_${'aB3dE7fG9hJ2kL5mN8pQ4rS6tV1wX0yZqW4e'}`;
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const text = `${before} ${secret} ${after}`;
        expect(findSecrets(text).map(({ kind }) => kind)).toContain('GitHub token');
        expect(redactSecrets(text)).not.toContain(secret);
      }),
    );
  });
});
