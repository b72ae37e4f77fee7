/** The part of a zod issue that tells where and what; zod/mini carries no wording of its own. */
interface Issue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly expected?: string | undefined;
}

/** Says in one line which field has which fault, without quoting its value. */
export function describeIssue(issue: Issue | undefined): string {
  const field = issue?.path?.map(String).join('.') || 'record';
  if (issue?.expected) return `${field}: expected ${issue.expected}`;
  return `${field}: ${issue?.code === 'too_small' ? 'expected at least 0' : 'not valid'}`;
}
