import { describe, expect, it } from 'vitest';
import { auditCall, isAlarm, readCommand } from '../src/index.ts';
import { alarms, CONTEXT } from './context.ts';

const many = (text: string, count: number): string => text.repeat(count);
const list = (count: number, make: (index: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);
const padding = many('x', 5_000);
const code = many('#', 200_000);
const calls = many('true;', 600);

/** Padding that stays within what is read: the finding itself is there. */
const READ: Readonly<Record<string, string>> = {
  commands: `${many('true;', 21_000)}rm -rf ~`,
  words: `rm -rf ${list(3_000, (index) => `/tmp/a${index}`)} ~`,
  options: `rm -rf ${many('-v ', 5_000)} ~`,
  blanks: `${many(' ', 1_000_000)}rm -rf ~`,
  comments: `${many('# x\n', 200_000)}rm -rf ~`,
  'here-documents': `${many('cat <<E\nx\nE\n', 2_500)}rm -rf ~`,
  'a here-document': `cat <<E\n${many('x\n', 300_000)}E\nrm -rf ~`,
  'the script of a here-document': `sh <<E\n${many('true\n', 3_000)}rm -rf ~\nE`,
  parentheses: `${many('( ', 90)}rm -rf ~${many(' )', 90)}`,
  substitutions: `${many('echo $(', 90)}rm -rf ~${many(')', 90)}`,
  wrappers: `${many('sudo ', 90)}rm -rf ~`,
  'rounds of a loop': `for i in ${list(500, (index) => `/tmp/a${index}`)} ~; do rm -rf $i; done`,
  'names in a loop': `for i in ${many('ls ', 50)} rm; do $i -rf ~; done`,
  choices: `rm -rf {${list(500, (index) => `/tmp/a${index}`, ',')},~}`,
  'a long value': `A="true ${padding}; rm -rf ~"; eval "$A"`,
  'a long script': `A="true ${padding}; rm -rf ~"; bash -c "$A"`,
  stages: `echo 'rm -rf ~' |${many(' cat |', 100)} sh`,
  'code in front': `python3 -c '${code}\nimport os; os.system("rm -rf ~")'`,
  'a command in code': `python3 -c 'import os; os.system("${calls}rm -rf ~")'`,
  'a command in JavaScript': `node -e 'require("child_process").execSync("${calls}rm -rf ~")'`,
  'a list in code': `python3 -c 'import subprocess; subprocess.run(["rm","-rf",${many('"/tmp/a",', 800)}"/home/user"])'`,
};

/** The same of other findings. */
const OTHERS: Readonly<Record<string, readonly [string, string]>> = {
  'deletion in code': [
    'code-delete',
    `python3 -c '${code}\nimport shutil; shutil.rmtree("/home/user")'`,
  ],
  'deletions in code': [
    'code-delete',
    `python3 -c 'import os; ${many('os.remove("/tmp/a");', 2_000)} os.remove("/home/user")'`,
  ],
  statements: ['sql-destroy', `psql -c "${many('select 1;', 30_000)} DROP TABLE users"`],
  'statements in a here-document': [
    'sql-destroy',
    `psql <<E\n${many('select 1;\n', 30_000)}DROP TABLE users;\nE`,
  ],
};

/** Padding beyond what is read: nobody can say, so it is an alarm. */
const CUT: Readonly<Record<string, string>> = {
  commands: `${many('true;', 200_000)}rm -rf ~`,
  'commands behind one another': `${many('true && ', 100_000)}rm -rf ~`,
  text: `echo ${many('x ', 3_000_000)};rm -rf ~`,
  'here-documents on one line': `cat ${many('<<A ', 6_000)}\n${many('A\n', 6_000)}rm -rf ~`,
  subshells: `${many('( ', 3_000)}rm -rf ~${many(' )', 3_000)}`,
  braces: `${many('{ ', 3_000)}rm -rf ~;${many(' }', 3_000)}`,
  conditions: `${many('if true; then ', 3_000)}rm -rf ~;${many(' fi;', 3_000)}`,
  substitutions: `echo ${many('$(', 3_000)}rm -rf ~${many(')', 3_000)}`,
  arithmetic: `echo ${many('$((', 3_000)}rm -rf ~${many('))', 3_000)}`,
  wrappers: `${many('sudo ', 1_000)}rm -rf ~`,
  evals: `${many('eval ', 1_000)}rm -rf ~`,
  stages: `${many('true|', 500)}rm -rf ~`,
  variables: `${list(2_000, (index) => `a${index}=1`, ';')};rm -rf ~`,
  'loops in loops': `${many('for a in 1 2 3 4 5 6 7 8; do ', 8)}rm -rf ~;${many(' done;', 8)}`,
  'words of braces': `echo ${many('{a,b}', 30)}; rm -rf ~`,
  'doubled values': `A=xxxxxxxxxxxxxxxx;${many('A=$A$A;', 40)} rm -rf ~`,
  'doubled pipes': `echo rm -rf ~ |${many('{ cat; cat; } |', 40)} sh`,
  'doubled calls': `${list(60, (index) => `f${index}() { f${index + 1} "$@"; f${index + 1} "$@"; }`, ';')}; f0 a`,
  'doubled aliases': `${list(60, (index) => `alias a${index}='a${index + 1};a${index + 1}'`, '\n')}\na0`,
  'code for many programs': `cat <<E | { ${many('python3;', 5_000)} }\n${many('open("a")\n', 50_000)}E`,
  'stages of many commands': `{ ${many('echo a;', 10_000)} } | { ${many('sh;', 10_000)} }`,
  folders: `${many('cd a;', 30_000)}cat x`,
  arguments: `set -- ${many('a ', 20_000)};${many('shift;', 5_000)}`,
};

describe('padding', () => {
  it.each(Object.keys(READ))('of %s is read', (name) => {
    expect(alarms(READ[name] ?? '')).toContainEqual(
      expect.objectContaining({ ruleId: 'remove-recursive', severity: 'critical' }),
    );
  });

  it.each(Object.keys(OTHERS))('of %s is read', (name) => {
    const [ruleId, command = ''] = OTHERS[name] ?? [];
    expect(alarms(command).map((one) => one.ruleId)).toContain(ruleId);
  });

  it.each(Object.keys(CUT))('beyond the limits is an alarm, the same each time: %s', (name) => {
    const command = CUT[name] ?? '';
    const reading = readCommand(command);
    expect(reading.isCut).toBe(true);
    expect(reading.commands.length).toBeLessThanOrEqual(25_000);
    const found = alarms(command);
    expect(found.map(({ ruleId }) => ruleId)).toContain('unparsed');
    expect(alarms(command)).toEqual(found);
  });

  it('shows what the rest names', () => {
    const [finding] = alarms(`${many('true;', 200_000)}rm -rf ~`);
    expect(finding?.evidence).toMatch(/^too many commands: … .*rm -rf ~$/);
  });

  it('is no alarm when all of it only prints', () => {
    for (const command of [many('true;', 60_000), many('echo a b.c\n', 60_000)]) {
      expect(readCommand(command).isCut).toBe(true);
      expect(alarms(command)).toEqual([]);
    }
    for (const command of ['ls > a', 'cp a b', '. a', 'make', 'git checkout .', 'echo $a']) {
      expect(alarms(`${many('true;', 60_000)}${command}`), command).not.toEqual([]);
    }
  });
});

describe('padding of other tools', () => {
  const found = (tool: string, input: unknown) =>
    auditCall({ tool, input }, { ...CONTEXT, realPath: (path) => path })
      .filter(isAlarm)
      .map(({ ruleId }) => ruleId);

  it.each<[string, unknown]>([
    ['levels', JSON.parse(`${many('{"a":', 500)}{"path":"/etc/passwd"}${many('}', 500)}`)],
    ['texts', { z: Array.from({ length: 5_000 }, () => 'x'), path: '/etc/passwd' }],
    ['slashes', { path: `/etc${many('/.', 3_000)}/passwd` }],
  ])('with %s hides no path', (_, input) => {
    expect(found('mcp__files__write_file', input)).toEqual(['startup-file']);
  });

  it('with paths is an alarm', () => {
    const paths = Array.from({ length: 20_000 }, (_, index) => `a/${index}`);
    expect(found('mcp__files__write_file', { paths })).toEqual(['unparsed']);
    expect(found('Bash', { command: `cat ${paths.join(' ')}` })).toEqual(['unparsed']);
  });

  it.each<[unknown]>([
    [{ command: ['rm', '-rf', '/home/user'] }],
    [{ command: 'rm', args: ['-rf', '/home/user'] }],
    [{ commands: ['ls', 'rm -rf ~'] }],
  ])('takes a list of words or commands for a command: %j', (input) => {
    expect(found('mcp__x__shell', input)).toContain('remove-recursive');
  });

  it('holds also for input that holds itself', () => {
    const input: Record<string, unknown> = { path: '/etc/passwd' };
    input['self'] = input;
    expect(found('mcp__files__write_file', input)).toEqual(['startup-file']);
  });
});
