import { editSettings, parseSettings } from '@cco/claude-settings';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type InstallResult,
  installedHandlers,
  installHook,
  uninstallHook,
} from './install-hook.ts';

const command = '/usr/local/bin/session-logger';

function install(
  text: string,
  options: { replace?: boolean; events?: string[]; command?: string } = {},
) {
  let result: InstallResult = { changes: [], duplicates: [] };
  const after = editSettings(text, (draft) => {
    result = installHook(draft, { command, ...options });
  });
  return { text: after, ...result };
}

const uninstall = (text: string) =>
  editSettings(text, (draft) => {
    uninstallHook(draft);
  });

describe('installHook', () => {
  it('writes the form that Claude Code loads', () => {
    const group = {
      matcher: '*',
      hooks: [{ type: 'command', command, async: true, timeout: 10 }],
    };
    expect(parseSettings(install('{}').text)).toEqual({
      hooks: { PostToolUse: [group], PostToolUseFailure: [group] },
    });
  });

  it('changes nothing the second time', () => {
    const once = install('{"a":1}');
    const twice = install(once.text);
    expect(twice.text).toBe(once.text);
    expect(twice.changes).toEqual([]);
  });

  it('registers for the chosen events only', () => {
    const { text, changes } = install('{}', { events: ['PostToolUseFailure'] });
    expect(Object.keys(parseSettings(text)['hooks'] as object)).toEqual(['PostToolUseFailure']);
    expect(changes).toEqual([{ action: 'added', event: 'PostToolUseFailure', command }]);
  });

  it('updates an outdated command and keeps what the user set beside it', () => {
    const old = `{"hooks":{"PostToolUse":[{"matcher":"Bash","hooks":[{"type":"command","command":"node /old/session-logger/dist/main.cjs","timeout":3}]}]}}`;
    const { text, changes } = install(old);
    expect(parseSettings(text)).toMatchObject({
      hooks: {
        PostToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command, timeout: 3 }] }],
      },
    });
    expect(changes.map(({ action, event }) => [action, event])).toEqual([
      ['updated', 'PostToolUse'],
      ['added', 'PostToolUseFailure'],
    ]);
  });

  it('makes one of two of ours', () => {
    const handler = '{"type":"command","command":"session-logger"}';
    const text = `{"hooks":{"PostToolUse":[{"hooks":[${handler}]},{"hooks":[${handler},{"type":"command","command":"beep"}]}]}}`;
    expect(installedHandlers(parseSettings(install(text).text)).map(({ event }) => event)).toEqual([
      'PostToolUse',
      'PostToolUseFailure',
    ]);
    expect(install(text).text).toContain('beep');
  });

  it('replaces our flat form, which Claude Code does not load', () => {
    const text = '{"hooks":{"PostToolUse":[{"type":"command","command":"session-logger"}]}}';
    const installed = installedHandlers(parseSettings(install(text).text));
    expect(installed.map(({ loaded }) => loaded)).toEqual([true, true]);
  });

  it('turns the form without a shell into a command line', () => {
    const text = `{"hooks":{"PostToolUse":[{"hooks":[{"type":"command","command":"cco","args":["logger"]}]}]}}`;
    const handlers = installedHandlers(parseSettings(install(text).text));
    expect(handlers.map((handler) => handler.command)).toEqual([command, command]);
  });

  const original = '{"type":"command","command":"~/.claude/hooks/session-logger.sh"}';
  it.each([
    ['nested', `{"hooks":{"PostToolUse":[{"matcher":"*","hooks":[${original}]}]}}`, true],
    ['flat', `{"hooks":{"PostToolUse":[${original}]}}`, false],
  ])('warns of the original or replaces it: %s', (_form, text, loaded) => {
    const beside = install(text);
    expect(beside.duplicates).toMatchObject([{ kind: 'original', event: 'PostToolUse', loaded }]);
    expect(beside.text).toContain(original);
    const replaced = install(text, { replace: true });
    expect(replaced.duplicates).toEqual([]);
    expect(replaced.text).not.toContain('session-logger.sh');
    expect(uninstall(replaced.text)).toBe('{}');
  });

  it('takes only ours out again', () => {
    const text = `{"hooks":{"PostToolUse":[${original},{"hooks":[{"type":"command","command":"session-logger && beep"}]}]}}`;
    expect(uninstall(install(text).text)).toBe(text);
  });

  it('finds a command of the user by its exact text', () => {
    const own = install('{"a":1}', { command: '/opt/log.sh' });
    expect(install(own.text, { command: '/opt/log.sh' }).changes).toEqual([]);
    expect(uninstall(own.text)).toBe(own.text);
    const removed = editSettings(own.text, (draft) => {
      uninstallHook(draft, { command: '/opt/log.sh' });
    });
    expect(removed).toBe('{"a":1}');
  });

  it('leaves every other byte alone, and none behind', () => {
    const key = fc
      .string({ maxLength: 8 })
      .filter((name) => name !== 'hooks' && name !== '__proto__');
    const others = fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 4 });
    const handler = fc.record({
      type: fc.constant('command'),
      command: fc.constantFrom('beep', 'a b', 'x'),
    });
    const groups = fc.array(
      fc.record({ matcher: fc.string(), hooks: fc.array(handler, { minLength: 1, maxLength: 2 }) }),
      { minLength: 1, maxLength: 3 },
    );
    const hooks = fc.dictionary(
      fc.constantFrom('PostToolUse', 'PostToolUseFailure', 'Stop'),
      groups,
      {
        minKeys: 1,
      },
    );
    const indent = fc.constantFrom(0, 1, 2, 3, 4, '\t');
    const lineEnd = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(
        others,
        hooks,
        indent,
        lineEnd,
        fc.boolean(),
        (rest, events, unit, end, first) => {
          const value = first ? { hooks: events, ...rest } : { ...rest, hooks: events };
          const text = (JSON.stringify(value, null, unit) + (unit ? '\n' : '')).replaceAll(
            '\n',
            end,
          );
          const installed = install(text).text;
          const { hooks: installedHooks, ...kept } = parseSettings(installed);
          // JSON has no negative zero.
          expect(kept).toEqual(JSON.parse(JSON.stringify(rest)));
          for (const [event, before] of Object.entries(events)) {
            const after = (installedHooks as Record<string, unknown[]>)[event];
            expect(after?.slice(0, before.length)).toEqual(before);
          }
          if (end === '\r\n') expect(installed).not.toMatch(/[^\r]\n/);
          expect(uninstall(installed)).toBe(text);
        },
      ),
      { numRuns: 300 },
    );
  });
});
