import { describe, expect, it } from 'vitest';
import { editSettings, parseSettings } from './edit-settings.ts';
import { addHandlerGroup, hookEvents, listHandlers, removeHandlers } from './hooks.ts';

const mixed = `{
  "hooks": {
    "Stop": [{ "hooks": [{ "type": "command", "command": "beep" }] }],
    "PostToolUse": [
      { "type": "command", "command": "flat" },
      {
        "matcher": "Bash",
        "hooks": [
          { "type": "command", "command": "one" },
          { "type": "command", "command": "two" }
        ]
      }
    ]
  }
}`;

describe('listHandlers', () => {
  it('finds handlers in groups and those that stand beside groups', () => {
    const found = listHandlers(parseSettings(mixed), 'PostToolUse');
    expect(found.map(({ handler, flat, matcher }) => [handler['command'], flat, matcher])).toEqual([
      ['flat', true, undefined],
      ['one', false, 'Bash'],
      ['two', false, 'Bash'],
    ]);
    expect(found[2]?.path).toEqual(['hooks', 'PostToolUse', 1, 'hooks', 1]);
    expect(hookEvents(parseSettings(mixed))).toEqual(['Stop', 'PostToolUse']);
    expect(listHandlers({}, 'constructor')).toEqual([]);
  });

  it.each([
    [{ hooks: [] }, 'hooks: expected an object, found a list'],
    [{ hooks: { Stop: {} } }, 'hooks.Stop: expected a list, found an object'],
    [{ hooks: { Stop: ['beep'] } }, 'hooks.Stop[0]: expected an object, found a string'],
    [{ hooks: { Stop: [{ hooks: null }] } }, 'hooks.Stop[0].hooks: expected a list, found null'],
  ])('refuses %j', (settings, message) => {
    expect(() => listHandlers(settings, 'Stop')).toThrow(message);
  });
});

describe('removeHandlers', () => {
  const without = (...commands: string[]) =>
    editSettings(mixed, (draft) => {
      for (const event of ['PostToolUse', 'Stop']) {
        removeHandlers(draft, event, ({ handler }) =>
          commands.includes(String(handler['command'])),
        );
      }
    });

  it('keeps the others of a group', () => {
    expect(without('one')).toBe(
      mixed.replace('{ "type": "command", "command": "one" },\n          ', ''),
    );
    expect(without('two')).toBe(
      mixed.replace(',\n          { "type": "command", "command": "two" }', ''),
    );
  });

  it('drops what becomes empty by it', () => {
    expect(parseSettings(without('one', 'two', 'beep'))).toEqual({
      hooks: { PostToolUse: [{ type: 'command', command: 'flat' }] },
    });
    expect(without('one', 'two', 'beep', 'flat')).toBe('{}');
  });

  it('keeps what was empty before', () => {
    const text = '{"hooks":{"Stop":[],"PreToolUse":[{"matcher":"x","hooks":[]}]}}';
    const kept = editSettings(text, (draft) => {
      removeHandlers(draft, 'Stop', () => true);
      removeHandlers(draft, 'PreToolUse', () => true);
    });
    expect(kept).toBe(text);
  });
});

describe('addHandlerGroup', () => {
  it('adds to the end and refuses an event of another type', () => {
    const add = (text: string) =>
      editSettings(text, (draft) =>
        addHandlerGroup(draft, 'Stop', { hooks: [{ type: 'prompt' }] }),
      );
    expect(parseSettings(add(mixed))['hooks']).toMatchObject({
      Stop: [{}, { hooks: [{ type: 'prompt' }] }],
    });
    expect(() => add('{"hooks":{"Stop":"x"}}')).toThrow('hooks.Stop: expected a list');
    expect(() => add('{"hooks":7}')).toThrow('hooks: expected an object, found a number');
  });
});
