import { createHash } from 'node:crypto';
import { defineOwnRule, FLOWS, type OwnRuleDefinition, RULES } from '@cco/audit-rules';
import { describeIssues, type Mistake } from './describe-issues.ts';
import { type PolicyProblem, parseLocatedJson } from './located-json.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';
import { knownKeys, type PolicyFile, policySchema } from './policy-schema.ts';
import { didYouMean } from './suggest.ts';

/** A policy, or what is wrong with its text. */
export type ParsedPolicy =
  | { readonly policy: Policy; readonly problems: readonly [] }
  | { readonly policy: undefined; readonly problems: readonly PolicyProblem[] };

/**
 * Reads the text of a `cco.audit.json`. Every mistake is named with its place, and unknown keys and
 * rules with the one that was probably meant.
 *
 * @example
 * parsePolicy('{ "rules": { "publsh": "off" } }').problems[0]?.message;
 * // 'no rule is called "publsh"; did you mean "publish"?'
 */
export function parsePolicy(text: string): ParsedPolicy {
  const json = parseLocatedJson(text);
  if ('message' in json) return { policy: undefined, problems: [json] };
  const parsed = policySchema.safeParse(json.value, { reportInput: true });
  const mistakes = parsed.success
    ? wrongNames(parsed.data)
    : describeIssues(parsed.error.issues, knownKeys);
  const problems = mistakes.map(({ path, message }) => json.problemAt(path, message));
  if (!parsed.success || problems.length > 0) return { policy: undefined, problems };
  return { policy: policyOf(parsed.data), problems: [] };
}

const RULE_IDS: readonly string[] = [...RULES, ...FLOWS].map(({ id }) => id);

function wrongNames(file: PolicyFile): Mistake[] {
  const own = (file.ownRules ?? []).map(({ id }) => id);
  const known = [...RULE_IDS, ...own];
  const named = [
    ...Object.keys(file.rules ?? {}).map((id) => ({ id, path: ['rules', id] })),
    ...Object.keys(file.guard?.rules ?? {}).map((id) => ({ id, path: ['guard', 'rules', id] })),
  ];
  return [
    ...named
      .filter(({ id }) => !known.includes(id))
      .map(({ id, path }) => ({
        path,
        message: `no rule is called ${JSON.stringify(id)}${didYouMean(id, known)}`,
      })),
    ...own.flatMap((id, index) =>
      own.indexOf(id) < index
        ? [{ path: ['ownRules', index, 'id'], message: `${JSON.stringify(id)} is there twice` }]
        : [],
    ),
    ...(file.ownRules ?? []).flatMap((rule, index) =>
      (rule.tools ?? rule.commands ?? rule.options ?? rule.arguments ?? rule.paths ?? rule.hosts)
        ? []
        : [
            {
              path: ['ownRules', index],
              message:
                'has no condition: give it tools, commands, options, arguments, paths or hosts',
            },
          ],
    ),
  ];
}

function policyOf(file: PolicyFile): Policy {
  const definitions: OwnRuleDefinition[] = (file.ownRules ?? []).map((rule) => ({
    ...rule,
    id: rule.id as OwnRuleDefinition['id'],
    category: rule.category ?? 'scope',
  }));
  const rules: Record<string, Policy['rules'][string]> = {};
  for (const [id, level] of Object.entries(file.rules ?? {})) if (level !== 'on') rules[id] = level;
  const { sensitivePaths = [], allowedHosts, folders = [], failOn, baseline, guard } = file;
  const judging = [definitions, sensitivePaths, allowedHosts ?? null, folders];
  const isPlain =
    definitions.length + sensitivePaths.length + folders.length === 0 && allowedHosts === undefined;
  return {
    rules,
    sensitivePaths,
    allowedHosts,
    folders,
    ownRules: definitions.map(defineOwnRule),
    failOn,
    baseline,
    guard: {
      deny: guard?.deny ?? DEFAULT_POLICY.guard.deny,
      ask: guard?.ask ?? DEFAULT_POLICY.guard.ask,
      rules: guard?.rules ?? {},
      unattended: guard?.unattended ?? DEFAULT_POLICY.guard.unattended,
    },
    judgingKey: isPlain
      ? ''
      : createHash('sha256').update(JSON.stringify(judging)).digest('hex').slice(0, 16),
  };
}
