import { type Category, SEVERITIES } from '@cco/audit-rules';
import * as z from 'zod/mini';

/** The categories of findings, in the order of reports. */
export const CATEGORIES = [
  'destructive-files',
  'destructive-git',
  'destructive-services',
  'remote-execution',
  'data-out',
  'credential-access',
  'scope',
  'persistence',
  'secrets',
  'unparsed',
] as const satisfies readonly Category[];

const severity = z.enum(SEVERITIES as [(typeof SEVERITIES)[number]]);
const threshold = z.enum([...SEVERITIES, 'never'] as [(typeof SEVERITIES)[number] | 'never']);
const text = z.string().check(z.minLength(1));
const texts = z.array(text).check(z.minLength(1));

const ownRule = z.strictObject({
  id: described(
    z
      .string()
      .check(z.regex(/^own\/[a-z0-9][a-z0-9-]*$/, 'expected own/ and a name in kebab-case')),
    'Its id, `own/` in front',
  ),
  severity: described(severity, 'How bad a finding of it is'),
  category: z.optional(
    described(z.enum(CATEGORIES), 'Which group it belongs to; `scope` unless said otherwise'),
  ),
  why: described(text, 'Why it matters'),
  advice: described(text, 'What to do instead'),
  tools: z.optional(described(texts, 'Globs of tool names')),
  commands: z.optional(described(texts, 'Globs of programs in command position')),
  options: z.optional(
    described(texts, 'Options that must all be there: `-f`, `--force`, `--context=prod*`'),
  ),
  arguments: z.optional(described(texts, 'Globs, one of which an argument must match')),
  paths: z.optional(described(texts, 'Globs of resolved paths, one of which must be touched')),
  access: z.optional(
    described(z.enum(['read', 'write', 'any']), 'How the paths are touched; any by default'),
  ),
  hosts: z.optional(
    described(texts, 'Hosts that are fetched from; `*.example.org` for those under'),
  ),
});

/** The form of `cco.audit.json`. */
export const policySchema = z.strictObject({
  $schema: z.optional(z.string()),
  rules: z.optional(
    described(
      z.record(
        z.string(),
        z.enum(['on', 'off', ...SEVERITIES] as ['on', 'off', ...typeof SEVERITIES]),
      ),
      'Rules by id: `off`, `on`, or the severity that its alarms get',
    ),
  ),
  sensitivePaths: z.optional(described(texts, 'Further globs of paths that hold secrets')),
  allowedHosts: z.optional(
    described(z.array(text), 'Hosts that may be fetched from; fetches from others are low alarms'),
  ),
  folders: z.optional(
    described(texts, 'Folders beside the working directory that may be written to'),
  ),
  ownRules: z.optional(described(z.array(ownRule), 'Rules of your own: patterns, no code')),
  failOn: z.optional(described(threshold, '`check` exits with 2 from this severity on')),
  baseline: z.optional(described(text, 'File of accepted findings, relative to this file')),
  guard: z.optional(
    described(
      z.strictObject({
        deny: z.optional(described(threshold, 'Denies calls from this severity on')),
        ask: z.optional(described(threshold, 'Asks about calls from this severity on')),
        rules: z.optional(
          described(
            z.record(z.string(), z.enum(['deny', 'ask', 'allow'])),
            'What to do for single rules, whatever the severity',
          ),
        ),
        unattended: z.optional(
          described(
            z.enum(['deny', 'ask']),
            'What asking becomes in permission modes in which Claude Code may ask nobody (default: deny)',
          ),
        ),
      }),
      'What the PreToolUse hook does',
    ),
  ),
});

/** The content of `cco.audit.json` as it is written. */
export type PolicyFile = z.infer<typeof policySchema>;

/** The keys that each object of the form knows, for suggestions. */
export function knownKeys(path: readonly (string | number)[]): readonly string[] {
  if (path.length === 0) return Object.keys(policySchema.shape);
  if (path[0] === 'ownRules') return Object.keys(ownRule.shape);
  return ['deny', 'ask', 'rules', 'unattended'];
}

function described<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}
