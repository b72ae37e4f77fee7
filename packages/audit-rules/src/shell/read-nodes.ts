import {
  type CommandNode,
  type CompoundList,
  forEachChild,
  type Pipeline,
  type PipelineNode,
  type Statement,
  type SyntaxNode,
} from 'unbash';
import { emitCommand } from './emit-command.ts';
import { expandWord } from './expand.ts';
import { linkStages } from './link-stages.ts';
import type { SimpleCommand } from './model.ts';
import { readRedirection } from './read-redirection.ts';
import { readSimple } from './read-simple.ts';
import {
  assign,
  isOver,
  isPipelineFull,
  nested,
  type Place,
  type Reader,
  scopeOf,
} from './reader.ts';

const MOST_LOOP_ROUNDS = 8;

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
    made.push(...readNode(reader, statement.command, text, inside));
    place.cwd = inside.cwd;
  }
  return made;
}

function readList(reader: Reader, list: CompoundList, text: string, place: Place): SimpleCommand[] {
  return readStatements(reader, list.commands, text, place);
}

/** Reads one node and gives the commands whose output is the output of the node. */
function readNode(
  reader: Reader,
  node: PipelineNode | Statement['command'],
  text: string,
  place: Place,
): SimpleCommand[] {
  switch (node.type) {
    case 'Command':
      return readSimple(reader, node, text, place);
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
      return readList(reader, node.body, text, place);
    case 'Case':
      readSubstitutions(reader, node.word, text, place);
      return node.items.flatMap((item) => readList(reader, item.body, text, place));
    case 'Function': {
      const body = nested(reader, place, 'function');
      const inside = { ...body, functionName: node.name.value };
      return node.body.type === 'CompoundList'
        ? readList(reader, node.body, text, inside)
        : readNode(reader, node.body, text, inside);
    }
    case 'Coproc':
      return node.body.type === 'CompoundList'
        ? readList(reader, node.body, text, place)
        : readNode(reader, node.body, text, place);
    case 'Redirected': {
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
    case 'TestCommand':
      readSubstitutions(reader, node, text, place);
      return [];
    case 'ArithmeticCommand':
      return readArithmetic(reader, node, text, place);
  }
}

function readPipeline(reader: Reader, node: Pipeline, text: string, place: Place): SimpleCommand[] {
  const stages: (readonly SimpleCommand[])[] = [];
  let previous = place.previous;
  let inputText = place.inputText;
  const upstream = [...place.upstream];
  for (const command of node.commands as readonly CommandNode[]) {
    if (isPipelineFull(reader, stages)) break;
    const inside =
      node.commands.length === 1
        ? place
        : { ...nested(reader, place), previous, upstream: [...upstream], inputText };
    const made = readNode(reader, command, text, inside);
    stages.push(made);
    previous = made;
    inputText = undefined;
    upstream.push(...made);
  }
  linkStages(stages);
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
  const rounds = values.slice(0, MOST_LOOP_ROUNDS);
  const made: SimpleCommand[] = [];
  for (const value of rounds) {
    assign(reader, place, node.name.value, value);
    made.push(...readList(reader, node.body, text, place));
  }
  if (rounds.length === 0) {
    place.variables.delete(node.name.value);
    made.push(...readList(reader, node.body, text, place));
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

/** Reads the substitutions in a node that is no command itself, such as `[[ … ]]`. */
function readSubstitutions(reader: Reader, node: SyntaxNode, text: string, place: Place): void {
  if (isOver(reader)) return;
  forEachChild(node, (child) => {
    if (child.type === 'Script')
      reader.readTree(child, text, nested(reader, place, 'substitution'));
    else readSubstitutions(reader, child, text, place);
  });
}
