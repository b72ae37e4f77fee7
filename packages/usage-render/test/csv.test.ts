import { stripControls } from '@cco/terminal';
import {
  blockReport,
  dailyReport,
  monthlyInstances,
  projectReport,
  sessionReport,
  skillReport,
  subagentReport,
  type UsageRow,
} from '@cco/usage-reports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCsv } from '../src/index.ts';
import { NOW, SAMPLE } from './sample.ts';

const zone = 'UTC';

describe('renderCsv', () => {
  it('has one line for each row, under the names of the JSON', () => {
    const report = dailyReport(SAMPLE.slice(0, 4), { zone });
    expect(renderCsv(report).split('\r\n')).toEqual([
      'date,inputTokens,outputTokens,cacheCreationTokens,cacheReadTokens,totalTokens,totalCost,messages,webSearches,unpricedTokens,unfinalizedOutputTokens,modelsUsed',
      '2026-08-01,12690,51356,2391356,107530864,109986266,133.332,2,0,0,0,claude-opus-4-6-fast claude-opus-5',
      '2026-08-02,1,2,0,0,3,0.001,1,0,0,0,claude-haiku-4-5-20251001',
      '2026-08-04,50000,1234,0,0,51234,0,1,0,51234,0,made-up-model-1',
      '',
    ]);
  });

  it('has one line for each model of a row when asked to', () => {
    const report = monthlyInstances(SAMPLE.slice(0, 3), { zone });
    expect(renderCsv(report, { breakdown: true }).split('\r\n')).toEqual([
      'project,month,modelName,inputTokens,outputTokens,cacheCreationTokens,cacheReadTokens,cost,unpricedTokens,unfinalizedOutputTokens',
      '/home/sam/docs-日本,2026-08,claude-haiku-4-5-20251001,1,2,0,0,0.001,0,0',
      '/home/sam/my-app,2026-08,claude-opus-5,12345,45678,2345678,98765432,123.456,0,0',
      '/home/sam/my-app,2026-08,claude-opus-4-6-fast,345,5678,45678,8765432,9.876,0,0',
      '',
    ]);
  });

  it('has blocks and gaps', () => {
    const lines = renderCsv(blockReport(SAMPLE.slice(0, 2), { zone, now: NOW })).split('\r\n');
    expect(lines[0]).toContain('id,startTime,endTime,actualEndTime,isActive,isGap,entries');
    expect(lines.slice(1).map((line) => line.split(',').slice(3, 8))).toEqual([
      ['2026-08-01T08:10:00.000Z', 'false', 'false', '1', '101169133'],
      ['', 'false', 'true', '0', '0'],
      ['2026-08-01T22:40:00.000Z', 'false', 'false', '1', '8817133'],
      [],
    ]);
  });

  it('leaves nothing to be taken for a formula, a control or another cell', () => {
    const [row] = SAMPLE as [UsageRow];
    const names = ['=1+1', '+1', '-1', '@x', 'a,b', 'say "hi"', 'two\nlines', '\x1b[31mred'];
    const rows = names.map((skill) => ({ ...row, skill }));
    const cells = parseCsv(renderCsv(skillReport(rows, { zone }))).map(([skill]) => skill);
    expect(cells.slice(1).sort()).toEqual(
      ["'=1+1", "'+1", "'-1", "'@x", 'a,b', 'say "hi"', 'two\nlines', 'red'].sort(),
    );
  });

  it('reads back as the report', () => {
    const name = fc.string({ unit: fc.constantFrom(...'ab ,"\n\r;\'') });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name, name), { maxLength: 8 }), (names) => {
        const rows = names.map(([sessionId, projectPath, type], i) => ({
          ...(SAMPLE[i % SAMPLE.length] as UsageRow),
          sessionId,
          projectPath,
          agent: { id: 'a', type },
        }));
        const clean = (text: unknown) =>
          typeof text === 'string' ? stripControls(text) : String(text ?? '');
        const check = (csv: string, list: readonly object[]) => {
          const [head = [], ...lines] = parseCsv(csv);
          expect(lines).toHaveLength(list.length);
          for (const [i, line] of lines.entries()) {
            const row = list[i] as Record<string, unknown>;
            const expected = head.map((title) =>
              clean(title === 'modelsUsed' ? (row[title] as string[]).join(' ') : row[title]),
            );
            expect(line).toEqual(expected);
          }
        };
        const sessions = sessionReport(rows, { zone });
        check(renderCsv(sessions), sessions.sessions);
        const projects = projectReport(rows, { zone });
        check(renderCsv(projects), projects.projects);
        const subagents = subagentReport(rows, { zone });
        check(renderCsv(subagents), subagents.subagents);
      }),
    );
  });

  it('is empty without rows', () => {
    expect(renderCsv(dailyReport([], { zone }))).toBe('');
    expect(renderCsv(blockReport([], { zone, now: NOW }))).toBe('');
  });
});

/** Reads CSV character by character. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[++i];
      else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      line.push(cell);
      cell = '';
    } else if (character === '\r' && text[i + 1] === '\n') {
      i++;
      lines.push([...line, cell]);
      line = [];
      cell = '';
    } else cell += character;
  }
  return lines;
}
