import type {
  CommandNode,
  CompoundList,
  Function as FunctionNode,
  Pipeline,
  PipelineNode,
  Redirected,
  Statement,
  SyntaxNode,
} from 'unbash';
import { emitCommand } from './emit-command.ts';
import { expandWord } from './expand.ts';
import { linkStages } from './link-stages.ts';
import type { SimpleCommand } from './model.ts';
import { setPositional } from './positional.ts';
import { readRedirection } from './read-redirection.ts';
import { readSimple } from './read-simple.ts';
import {
  assign,
  deeper,
  isOver,
  isPipelineFull,
  nested,
  type Place,
  type Reader,
} from './reader.ts';
import { readSubstitutions, scopeOf } from './scope.ts';

/** Reads statements one after another; `place` is where the shell stands behind the last. */
export function readStatements(
  reader: Reader,
  statements: readonly Statement[],
  text: string,
  place: Place,
): SimpleCommand[] {
  const made: SimpleCommand[] = [];
  for (const statement of statements) {
    if (isOver(reader)) break;
    const inside = statement.background ? { ...place, background: true } : place;
    append(made, readNode(reader, statement.command, text, inside));
    place.cwd = inside.cwd;
  }
  return made;
}

function readList(reader: Reader, list: CompoundList, text: string, place: Place): SimpleCommand[] {
  return readStatements(reader, list.commands, text, place);
}

/** Spreading many commands would be as many arguments. */
function append(all: SimpleCommand[], more: readonly SimpleCommand[]): void {
  for (const one of more) all.push(one);
}

/** Reads one node and gives the commands whose output is the output of the node. */
function readNode(
  reader: Reader,
  node: PipelineNode | Statement['command'],
  text: string,
  place: Place,
): readonly SimpleCommand[] {
  if (node.type === 'Command') return readSimple(reader, node, text, place);
  return deeper(reader, () => readCompound(reader, node, text, place)) ?? [];
}

function readCompound(
  reader: Reader,
  node: Exclude<PipelineNode | Statement['command'], { type: 'Command' }>,
  text: string,
  place: Place,
): SimpleCommand[] {
  switch (node.type) {
    case 'AndOr':
      return node.commands.flatMap((one) => readNode(reader, one, text, place));
    case 'Pipeline':
      return readPipeline(reader, node, text, place);
    case 'Subshell':
      return readList(reader, node.body, text, nested(reader, place, 'subshell'));
    case 'BraceGroup':
      return readList(reader, node.body, text, place);
    case 'If':
      return [
        ...readList(reader, node.clause, text, place),
        ...readList(reader, node.then, text, place),
        ...node.elif.flatMap((one) => [
          ...readList(reader, one.clause, text, place),
          ...readList(reader, one.then, text, place),
        ]),
        ...(node.else === undefined ? [] : readList(reader, node.else, text, place)),
      ];
    case 'While':
      return [
        ...readList(reader, node.clause, text, place),
        ...readList(reader, node.body, text, place),
      ];
    case 'For':
    case 'Select':
      return readLoop(reader, node, text, place);
    case 'ArithmeticFor':
      for (const part of [node.initialize, node.test, node.update]) {
        if (part !== undefined) readSubstitutions(reader, part, text, place);
      }
      return readList(reader, node.body, text, place);
    case 'Case':
      readSubstitutions(reader, node.word, text, place);
      return node.items.flatMap((item) => {
        for (const pattern of item.pattern) readSubstitutions(reader, pattern, text, place);
        return readList(reader, item.body, text, place);
      });
    case 'Function': {
      const name = node.name.value;
      reader.functions.set(name, { node, text });
      const body = nested(reader, place, 'function');
      setPositional(reader, body, undefined);
      const calls = [...place.calls, name];
      return readBody(reader, node.body, text, { ...body, functionName: name, calls });
    }
    case 'Coproc':
      return readBody(reader, node.body, text, place);
    case 'Redirected':
      return readRedirected(reader, node, text, place);
    case 'TestCommand':
      readSubstitutions(reader, node, text, place);
      return [];
    case 'ArithmeticCommand':
      return readArithmetic(reader, node, text, place);
  }
}

/** Reads the body of a function. */
export function readBody(
  reader: Reader,
  body: FunctionNode['body'] | CommandNode,
  text: string,
  place: Place,
): SimpleCommand[] {
  return body.type === 'CompoundList'
    ? readList(reader, body, text, place)
    : [...readNode(reader, body, text, place)];
}

function readRedirected(
  reader: Reader,
  node: Redirected,
  text: string,
  place: Place,
): SimpleCommand[] {
  const scope = scopeOf(reader, place, text);
  const redirects = node.redirects.map((one) => readRedirection(one, scope));
  const inputText = redirects.find((one) => one.text !== undefined)?.text ?? place.inputText;
  const source = text.slice(node.pos, node.end);
  const draft = { words: [], assignments: [], redirects, source, dialect: 'sh' as const };
  const inside = { ...place, inputText, redirects: [...place.redirects, ...redirects] };
  const made = readNode(reader, node.command, text, inside);
  place.cwd = inside.cwd;
  return [...made, ...emitCommand(reader, draft, place)];
}

function readPipeline(reader: Reader, node: Pipeline, text: string, place: Place): SimpleCommand[] {
  const stages: (readonly SimpleCommand[])[] = [];
  let previous = place.previous;
  let inputText = place.inputText;
  const upstream = [...place.upstream];
  for (const command of node.commands as readonly CommandNode[]) {
    if (isPipelineFull(reader, stages) || isOver(reader, upstream.length)) break;
    const inside =
      node.commands.length === 1
        ? place
        : { ...nested(reader, place), previous, upstream: [...upstream], inputText };
    const made = readNode(reader, command, text, inside);
    stages.push(made);
    previous = made;
    inputText = undefined;
    append(upstream, made);
  }
  linkStages(stages, (links) => !isOver(reader, links));
  return stages.flat();
}

function readLoop(
  reader: Reader,
  node: Extract<CommandNode, { type: 'For' | 'Select' }>,
  text: string,
  place: Place,
): SimpleCommand[] {
  const scope = scopeOf(reader, place, text);
  const values = (node.wordlist ?? []).flatMap((word) => expandWord(word, scope));
  const made: SimpleCommand[] = [];
  for (const value of values) {
    if (isOver(reader)) break;
    assign(reader, place, node.name.value, value);
    append(made, readList(reader, node.body, text, place));
  }
  if (values.length === 0) {
    place.variables.delete(node.name.value);
    append(made, readList(reader, node.body, text, place));
  }
  return made;
}

/**
 * Reads `(( … ))`. Shells without arithmetic commands, such as dash, take it for two subshells, and
 * bash does when it is no arithmetic: what reads like a command is read as one.
 */
function readArithmetic(
  reader: Reader,
  node: SyntaxNode,
  text: string,
  place: Place,
): SimpleCommand[] {
  readSubstitutions(reader, node, text, place);
  const inside = text.slice(node.pos, node.end).replace(/^\(\(/, '').replace(/\)\)$/, '');
  if (!/[\w~./-]\s+[\w~./"'$-]/.test(inside)) return [];
  return [...reader.readScript(inside, 'sh', nested(reader, place, 'subshell'))];
}
