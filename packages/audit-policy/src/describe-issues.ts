import type { $ZodIssue } from 'zod/v4/core';
import type { JsonPath } from './located-json.ts';
import { didYouMean } from './suggest.ts';

/** One mistake of a value, with the path where it is. */
export interface Mistake {
  readonly path: JsonPath;
  readonly message: string;
}

/** Says what is wrong, in our own words; zod/mini brings none. */
export function describeIssues(
  issues: readonly $ZodIssue[],
  keysAt: (path: JsonPath) => readonly string[],
): Mistake[] {
  return issues.flatMap((issue): Mistake[] => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({
          path: [...path, key],
          message: `unknown key ${JSON.stringify(key)}${didYouMean(key, keysAt(path))}`,
        }));
      case 'invalid_type':
        return [{ path, message: `expected ${article(issue.expected)}` }];
      case 'invalid_value': {
        const values = issue.values.map(String);
        const given = typeof issue.input === 'string' ? didYouMean(issue.input, values) : '';
        return [{ path, message: `expected one of ${values.join(', ')}${given}` }];
      }
      case 'too_small':
        return [{ path, message: 'is empty' }];
      case 'invalid_union':
        return [{ path, message: 'has none of the allowed forms' }];
      default:
        return [{ path, message: issue.message || 'is not valid' }];
    }
  });
}

function article(expected: string): string {
  return /^[aeio]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
