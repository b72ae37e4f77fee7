import type { Hit } from './define-rule.ts';
import type { Category, OwnRuleId, Severity } from './finding.ts';
import { hostOf, isOnList } from './network.ts';
import { matchesGlob } from './paths/glob.ts';
import { readOptions, type SimpleCommand } from './shell/model-api.ts';
import type { Subject } from './subject.ts';

/**
 * A rule as a policy writes it down: patterns, no code. Every condition that is given must hold;
 * of a list one entry is enough, but for `options`, all of which must be there.
 */
export interface OwnRuleDefinition {
  readonly id: OwnRuleId;
  readonly category: Category;
  readonly severity: Severity;
  readonly why: string;
  readonly advice: string;
  /** Globs of tool names: `mcp__prod__*`. */
  readonly tools?: readonly string[] | undefined;
  /** Programs in command position, behind wrappers too; globs. */
  readonly commands?: readonly string[] | undefined;
  /** Options of that program: `-f`, `--force`, `--context=prod*`. */
  readonly options?: readonly string[] | undefined;
  /** Globs, one of which an argument that is no option must match. */
  readonly arguments?: readonly string[] | undefined;
  /** Globs of resolved paths that are touched. */
  readonly paths?: readonly string[] | undefined;
  /** How the paths are touched. @default 'any' */
  readonly access?: 'read' | 'write' | 'any' | undefined;
  /** Hosts that are fetched from; `*.example.org` names the hosts under one. */
  readonly hosts?: readonly string[] | undefined;
}

/** A rule of a policy, ready to judge. */
export interface OwnRule {
  readonly id: OwnRuleId;
  readonly category: Category;
  readonly severity: Severity;
  readonly wording: { readonly why: string; readonly advice: string };
  readonly judge: (subject: Subject) => Iterable<Hit>;
}

/**
 * Makes a rule of patterns.
 *
 * @example
 * const rule = defineOwnRule({ id: 'own/prod', category: 'destructive-services', severity: 'high',
 *   why: 'Touches production.', advice: 'Ask.', commands: ['kubectl'], options: ['--context=prod*'] });
 * auditCall({ tool: 'Bash', input: { command: 'sudo kubectl --context prod-eu apply -f a' } },
 *   { ownRules: [rule] }).map(({ ruleId }) => ruleId); // ['own/prod']
 */
export function defineOwnRule(definition: OwnRuleDefinition): OwnRule {
  const { id, category, severity, why, advice } = definition;
  return {
    id,
    category,
    severity,
    wording: { why, advice },
    judge: (subject) => judge(definition, subject),
  };
}

function* judge(definition: OwnRuleDefinition, subject: Subject): Iterable<Hit> {
  const { tools, commands, options, arguments: args, paths, hosts, access = 'any' } = definition;
  if (tools !== undefined && !tools.some((glob) => matchesGlob(subject.call.tool, glob))) return;
  const url = hosts === undefined ? undefined : subject.urls.find((one) => isAt(one, hosts));
  if (hosts !== undefined && url === undefined) return;
  const isTouched = (one: Subject['accesses'][number]) =>
    (access === 'any' || one.mode === access) &&
    paths?.some((glob) => matchesGlob(one.path, glob)) === true;
  if (commands !== undefined || options !== undefined || args !== undefined) {
    for (const command of subject.commands) {
      if (!isMeant(command, definition)) continue;
      const touched = subject.accessesBy(command).find(isTouched);
      if (paths !== undefined && touched === undefined) continue;
      yield { evidence: command.source, path: touched?.path, url };
    }
    return;
  }
  if (paths !== undefined) {
    for (const one of subject.accesses) {
      if (isTouched(one)) {
        yield { evidence: one.command?.source ?? one.written, path: one.path, url };
      }
    }
    return;
  }
  yield { evidence: url ?? subject.commandLine ?? subject.call.tool, url };
}

function isAt(url: string, hosts: readonly string[]): boolean {
  const host = hostOf(url);
  return host !== undefined && isOnList(host, hosts);
}

function isMeant(command: SimpleCommand, definition: OwnRuleDefinition): boolean {
  const { commands, options, arguments: args } = definition;
  if (commands !== undefined) {
    if (!commands.some((glob) => matchesGlob(command.program, glob))) return false;
  }
  if (options?.every((option) => hasOption(command, option)) === false) return false;
  return (
    args === undefined ||
    command.args.some(
      ({ text }) => !text.startsWith('-') && args.some((glob) => matchesGlob(text, glob)),
    )
  );
}

/** A pattern with `=` asks for a value, attached or in the word behind. */
function hasOption({ args }: SimpleCommand, pattern: string): boolean {
  const [, dashes = '', name = '', value] = /^(--?)([^=]+)(?:=(.*))?$/s.exec(pattern) ?? [];
  const isLetter = dashes === '-' && name.length === 1;
  if (value === undefined) {
    return isLetter
      ? readOptions(args).has(name)
      : args.some(({ text }) => text === pattern || text.startsWith(`${pattern}=`));
  }
  const spec = isLetter ? { short: name } : { long: [name], singleDash: dashes === '-' };
  return readOptions(args, spec)
    .values(name)
    .some(({ text }) => matchesGlob(text, value));
}
