import { withoutSecrets } from '@cco/secrets';
import { stripControls } from '@cco/terminal';

/** Makes a text of a transcript fit to be shown: without controls, its secrets shortened. */
export function safeText(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replaceAll('\t', '    ');
  // Controls first: they could stand within a secret, and hide it.
  return withoutSecrets(stripControls(plain));
}
