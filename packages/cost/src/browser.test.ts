import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const sources = fs
  .readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

describe('a browser', () => {
  it('finds nothing to install', () => {
    const fields = Object.keys(manifest).filter((field) => /dependencies/i.test(field));
    expect(fields).toEqual([]);
  });

  it('finds no import from outside and no Node global', () => {
    expect(sources).toContain('index.ts');
    for (const name of sources) {
      const code = fs
        .readFileSync(new URL(name, import.meta.url), 'utf8')
        .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const imported = [...code.matchAll(/\b(?:from|import|require)\b\s*\(?\s*['"]([^'"]+)/g)];
      expect(imported.filter(([, from]) => !from?.startsWith('./'))).toEqual([]);
      expect(code).not.toMatch(/\b(?:process|Buffer|require|__dirname|globalThis)\b/);
    }
  });
});
