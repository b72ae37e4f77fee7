import { describe, expect, it } from 'vitest';
import { readCommand } from './read-command.ts';

const lines = (text: string, dialect?: 'powershell' | 'cmd') =>
  readCommand(text, { cwd: '/code/app', home: '/home/user', dialect }).commands.map(
    ({ program, args }) => [program, ...args.map((word) => word.text)].join(' ').trim(),
  );

describe('readCommand', () => {
  it.each([
    ['A=1 sudo -u root -E rm x', 'rm x'],
    ['env -u A B=1 nice -n 5 timeout -k 1 5 rm x', 'rm x'],
    ['r"m" \\x', 'rm x'],
    ["$'\\x72m' x", 'rm x'],
    ['C="rm -r"; $C x', 'rm -r x'],
    ['rm$IFS-r$IFS"x"', 'rm -r x'],
    ['$(echo rm) x', 'rm x'],
    ['{rm,-r,x}', 'rm -r x'],
    ['sh -ec "rm \\"$1\\"" _ x', 'rm x'],
    ['eval "rm" x', 'rm x'],
    ["ssh -p 22 h 'rm x'", 'rm x'],
    ['docker exec -it -u root web rm x', 'rm x'],
    ['docker run --rm --name a --entrypoint rm img x', 'rm x'],
    ['kubectl -n a exec pod -c c -- rm x', 'rm x'],
    ["su - app -c 'rm x'", 'rm x'],
    ['bash <<< "rm x"', 'rm x'],
    ['cat <<E | bash\nrm x\nE', 'rm x'],
    ['echo cm0geAo= | base64 -d | sh', 'rm x'],
    ["printf '726d2078' | xxd -r -p | sh", 'rm x'],
    ['python3 -c "import os; os.system(\'rm x\')"', 'rm x'],
    ["node -e \"require('child_process').spawnSync('rm', ['x'])\"", 'rm x'],
    ['powershell -c "rm x"', 'rm x'],
    ['cmd /c "rm x & dir"', 'rm x'],
    ['git -c alias.a="!rm x" a', 'rm x'],
    ['for f in x y; do rm $f; done', 'rm y'],
    ['f() { rm x; }', 'rm x'],
    ['[[ -n $(rm x) ]]', 'rm x'],
    ['find . -exec rm x \\;', 'rm x'],
    ['rm ~/a "$HOME/b" "$PWD"', 'rm /home/user/a /home/user/b /code/app'],
  ])('finds in %j what runs', (text, expected) => {
    expect(lines(text)).toContain(expected);
  });

  it.each([
    "echo 'rm x'",
    '# rm x',
    "cat > f <<'E'\nrm x\nE",
    "git commit -m 'rm x'",
    'command -v rm',
  ])('finds no program rm in %j', (text) => {
    expect(readCommand(text).commands.map(({ program }) => program)).not.toContain('rm');
  });

  it('follows cd, but not out of a subshell', () => {
    const { commands } = readCommand('(cd /a && b); cd sub && c', { cwd: '/code' });
    const cwd = (program: string) => commands.find((one) => one.program === program)?.cwd;
    expect([cwd('b'), cwd('c')]).toEqual(['/a', '/code/sub']);
  });

  it('links the stages of a pipeline', () => {
    const { commands } = readCommand('(a; b) | c | d');
    const d = commands.find(({ program }) => program === 'd');
    expect(d?.upstream.map(({ program }) => program)).toEqual(['a', 'b', 'c']);
    expect(d?.previous.map(({ program }) => program)).toEqual(['c']);
    expect(commands[0]?.downstream.map(({ program }) => program)).toEqual(['c', 'd']);
  });

  it('names problems and keeps what it could read', () => {
    const { commands, problems } = readCommand("rm x; echo 'a");
    expect(commands[0]?.program).toBe('rm');
    expect(problems).toEqual(['unterminated single quote']);
  });

  it('reads PowerShell and cmd', () => {
    expect(lines("$x = gci 'a b' | ri -r # c", 'powershell')).toEqual(['gci a b', 'ri -r']);
    expect(lines('if ($a) { del "x" }', 'powershell')).toContain('del x');
    expect(lines('rd /s x & echo ^& y', 'cmd')).toEqual(['rd /s x', 'echo & y']);
  });
});
