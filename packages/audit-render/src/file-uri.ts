/**
 * Writes an absolute path, of this or another system, as a URI.
 *
 * @example
 * fileUri('C:\\Users\\a b'); // 'file:///C:/Users/a%20b'
 */
export function fileUri(file: string): string {
  const slashed = file.replaceAll('\\', '/');
  const parts = slashed
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '�')));
  const path = parts.join('/').replace(/^([A-Za-z])%3A(?=\/|$)/, '/$1:');
  return `file://${path.startsWith('/') ? '' : '/'}${path}`;
}
