import type { Redirection as RedirectionSyntax } from 'unbash';
import { expandParts, expandValue, type Scope } from './expand.ts';
import { plainWord, type Redirection } from './model.ts';

/** Reads a redirection, with the text of a here-document or here-string. */
export function readRedirection(node: RedirectionSyntax, scope: Scope): Redirection {
  const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined;
  const { operator } = node;
  if (node.type === 'HereDoc') {
    const { body } = node;
    const word =
      body.parts === undefined || node.delimiter?.quoted === true
        ? plainWord(body.text)
        : expandParts(body.parts, scope);
    return { operator, descriptor, target: word, text: word.text };
  }
  const target = node.target === undefined ? undefined : expandValue(node.target, scope);
  return {
    operator,
    descriptor,
    target,
    text: node.type === 'HereString' ? target?.text : undefined,
  };
}
