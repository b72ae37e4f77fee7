import { FLOWS, RULES } from '@cco/audit-rules';
import * as z from 'zod/mini';
import { policySchema } from '../src/policy-schema.ts';

/** Makes the JSON schema that is published as `cco.audit.schema.json`. */
export function policyJsonSchema(): string {
  const schema = z.toJSONSchema(policySchema, { target: 'draft-7', io: 'input' });
  const ids = { anyOf: [{ enum: [...RULES, ...FLOWS].map(({ id }) => id) }, { pattern: '^own/' }] };
  const properties = schema.properties as Record<string, { propertyNames?: unknown }>;
  const guard = (properties['guard'] as { properties: typeof properties }).properties;
  for (const map of [properties['rules'], guard['rules']]) if (map) map.propertyNames = ids;
  const named = {
    ...schema,
    title: 'cco.audit.json',
    description: 'What session-audit looks for, and what it does about it',
  };
  return `${JSON.stringify(named, undefined, 2)}\n`;
}
