import type { AuditReport, Format } from './audit-report.ts';
import { renderGithub } from './render-github.ts';
import { renderJson } from './render-json.ts';
import { renderJunit } from './render-junit.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderSarif } from './render-sarif.ts';
import { renderText, type TextOptions } from './render-text.ts';

/** Settings of {@link renderReport}. */
export interface RenderOptions extends TextOptions {
  /** Version of the program, for SARIF. */
  readonly version: string;
}

/**
 * Writes a report in a format, with a line end behind the last line.
 *
 * @example
 * renderReport(report, 'github', options);
 * // '::error title=Recursive deletion (critical)::rm -rf ~%0AName the exact folder, …\n'
 */
export function renderReport(report: AuditReport, format: Format, options: RenderOptions): string {
  switch (format) {
    case 'text':
      return renderText(report, options);
    case 'json':
      return renderJson(report);
    case 'sarif':
      return renderSarif(report, options.version);
    case 'junit':
      return renderJunit(report);
    case 'markdown':
      return renderMarkdown(report);
    case 'github':
      return renderGithub(report);
  }
}
