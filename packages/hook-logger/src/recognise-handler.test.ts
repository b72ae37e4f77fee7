import { describe, expect, it } from 'vitest';
import { recogniseHandler } from './recognise-handler.ts';

const kindOf = (command: string) => recogniseHandler({ type: 'command', command });

describe('recogniseHandler', () => {
  it.each([
    'session-logger',
    '/usr/local/bin/session-logger',
    '"/opt/my tools/session-logger"',
    "'/opt/my tools/session-logger' 2>/dev/null",
    '/opt/my\\ tools/session-logger 2>&1',
    '"/usr/bin/node" "/usr/lib/node_modules/@cco/session-logger/dist/main.cjs"',
    '"C:/Program Files/nodejs/node.exe" "C:/Users/Mira/AppData/session-logger/dist/main.cjs"',
    '"C:\\Program Files\\nodejs\\node.exe" C:\\tools\\session-logger\\dist\\main.cjs',
    'C:\\tools\\session-logger.cmd',
    'CLAUDE_LOG_DIR=/var/logs session-logger',
    'npx --yes @cco/session-logger@1.2.0',
    'pnpm dlx @cco/session-logger',
    'npm exec -- session-logger',
    'cco logger',
    '/usr/local/bin/cco logger',
    'node /opt/apps/cco/dist/main.cjs logger',
    'npx @cco/cco logger',
  ])('knows %s as ours', (command) => {
    expect(kindOf(command)).toBe('ours');
  });

  it.each([
    '~/.claude/hooks/session-logger.sh',
    'bash "$HOME/.claude/hooks/session-logger.sh"',
    '/bin/bash -c ~/.claude/hooks/session-logger.sh',
  ])('knows %s as the original', (command) => {
    expect(kindOf(command)).toBe('original');
  });

  it.each([
    'tee -a raw.jsonl | session-logger',
    '~/.claude/hooks/session-logger.sh; beep',
    'session-logger && beep',
    'beep\nsession-logger',
  ])('knows %s as wrapped', (command) => {
    expect(kindOf(command)).toBe('wrapped');
  });

  it.each([
    'beep',
    'cco stats',
    'notify --tool session-logger',
    'grep session-logger.sh notes.txt',
    'my-session-logger',
    '/opt/session-logger/other.sh',
    '',
  ])('leaves %j to others', (command) => {
    expect(kindOf(command)).toBeUndefined();
  });

  it('knows the form without a shell', () => {
    const handler = { type: 'command', command: '/usr/bin/cco', args: ['logger'] };
    expect(recogniseHandler(handler)).toBe('ours');
    expect(
      recogniseHandler({ type: 'http', url: 'http://localhost/session-logger' }),
    ).toBeUndefined();
    expect(recogniseHandler({ command: 7 })).toBeUndefined();
  });
});
