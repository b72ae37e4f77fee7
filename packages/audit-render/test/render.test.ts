import { createRequire } from 'node:module';
import { displayWidth } from '@cco/terminal';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileUri } from '../src/file-uri.ts';
import { FORMATS, type ReportedFinding, renderReport } from '../src/index.ts';
import { findingsOf, OPTIONS, sampleReport } from './report.ts';

const require = createRequire(import.meta.url);
const schema = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv.default({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schema);

const entry = {
  fingerprint: '5f0c6a1be2d94c37',
  rule: 'publish',
  reason: 'r',
  expires: '2026-01-01',
};
const report = sampleReport({ gone: [entry], expired: [entry], notes: ['A note.'] });
const text = fc.string({ unit: 'binary' });
/** Findings whose every text is anything. */
const wild = fc
  .record({ evidence: text, project: text, session: text, file: text, path: text })
  .map(({ evidence, project, session, file, path }): ReportedFinding => {
    const [finding] = findingsOf(['rm -rf ~']) as [ReportedFinding];
    return {
      ...finding,
      evidence,
      project,
      path,
      call: { ...finding.call, session },
      place: { file, line: 1 },
    };
  });

describe.each(FORMATS)('%s', (format) => {
  it('is as it was', async () => {
    await expect(renderReport(report, format, OPTIONS)).toMatchFileSnapshot(
      `golden/report.${format}`,
    );
  });

  it('takes an empty report', () => {
    const empty = sampleReport({ findings: [], hiddenRemarks: 0 });
    expect(typeof renderReport(empty, format, OPTIONS)).toBe('string');
  });
});

describe('text', () => {
  it('fits the width, has no control characters, and shows the worst first', () => {
    fc.assert(
      fc.property(
        fc.array(wild, { maxLength: 20 }),
        fc.integer({ min: 90, max: 200 }),
        (findings, columns) => {
          const lines = renderReport(sampleReport({ findings }), 'text', {
            ...OPTIONS,
            columns,
          }).split('\n');
          for (const line of lines) {
            expect(displayWidth(line)).toBeLessThanOrEqual(columns);
            expect(line).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
          }
        },
      ),
    );
    const severities = renderReport(report, 'text', OPTIONS).match(
      /^(?:critical|high|medium|low) /gm,
    );
    expect(severities).toEqual(['critical ', 'high ', 'medium ', 'low ']);
  });

  it('sums up what goes beyond a screen, the mildest first', () => {
    const many = findingsOf(
      Array.from({ length: 20 }, (_, i) => `rm -rf a${i} && npm publish`),
    ).map((one, i) => ({ ...one, call: { ...one.call, session: `s${i}` } }));
    const findings = [...many, ...findingsOf(['rm -rf ~'])];
    const lines = renderReport(sampleReport({ findings }), 'text', { ...OPTIONS, lines: 6 }).split(
      '\n',
    );
    expect(lines.filter((line) => /^ {2}\d/.test(line)).length).toBe(6);
    expect(lines[1]).toContain('rm -rf ~');
    expect(lines.join('\n')).toContain('--all shows them');
  });
});

describe('sarif', () => {
  it('is valid, whatever the findings hold', () => {
    fc.assert(
      fc.property(
        fc.array(wild, { maxLength: 5 }),
        fc.array(wild, { maxLength: 2 }),
        (findings, accepted) => {
          const log = JSON.parse(
            renderReport(sampleReport({ findings, accepted }), 'sarif', OPTIONS),
          );
          expect([isSarif(log), isSarif.errors]).toEqual([true, null]);
        },
      ),
    );
    const log = JSON.parse(renderReport(report, 'sarif', OPTIONS));
    expect(isSarif(log)).toBe(true);
    expect(isSarif({ ...log, runs: [{ results: [] }] })).toBe(false);
  });

  it('marks what is accepted as suppressed', () => {
    const [finding] = findingsOf(['rm -rf ~']) as [ReportedFinding];
    const log = JSON.parse(
      renderReport(sampleReport({ findings: [], accepted: [finding] }), 'sarif', OPTIONS),
    );
    expect(log.runs[0].results[0].suppressions).toEqual([{ kind: 'external' }]);
  });
});

describe('junit', () => {
  it('is well-formed, whatever the findings hold', () => {
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 5 }), (findings) => {
        const xml = renderReport(sampleReport({ findings }), 'junit', OPTIONS);
        expect(xml).not.toMatch(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/);
        const open: string[] = [];
        for (const [tag, close, name = '', end] of xml.matchAll(
          /<(\/?)(\w+)(?: [\w]+="[^"<]*")*(\/?)>/g,
        )) {
          if (close) expect(open.pop()).toBe(name);
          else if (!end && tag) open.push(name);
        }
        expect(open).toEqual([]);
        expect(xml.match(/<failure /g)?.length ?? 0).toBe(findings.length);
        expect(xml.replace(/<\?xml[^>]*>|<\/?\w+(?: [\w]+="[^"<]*")*\/?>/g, '')).not.toMatch(
          /[<>]/,
        );
      }),
    );
  });
});

describe('github', () => {
  it('keeps every finding on a line of its own', () => {
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 5 }), (findings) => {
        const lines = renderReport(sampleReport({ findings }), 'github', OPTIONS)
          .split('\n')
          .slice(0, -1);
        expect(lines.length).toBe(findings.length);
        for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) /);
      }),
    );
  });
});

describe('markdown', () => {
  it('keeps every row a row', () => {
    fc.assert(
      fc.property(wild, (finding) => {
        const lines = renderReport(
          sampleReport({ findings: [finding] }),
          'markdown',
          OPTIONS,
        ).split('\n');
        const rows = lines.filter((line) => line.startsWith('| '));
        expect(rows).toHaveLength(3);
        expect(rows[2]?.replace(/\\[\s\S]/g, '').match(/\|/g)).toHaveLength(7);
      }),
    );
  });
});

describe('fileUri', () => {
  it.each([
    ['/home/mira/a b.jsonl', 'file:///home/mira/a%20b.jsonl'],
    ['C:\\Users\\mira\\x.jsonl', 'file:///C:/Users/mira/x.jsonl'],
    ['/a/é#?.jsonl', 'file:///a/%C3%A9%23%3F.jsonl'],
  ])('%s', (file, uri) => {
    expect(fileUri(file)).toBe(uri);
  });
});
