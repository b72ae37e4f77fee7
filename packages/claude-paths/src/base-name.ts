/**
 * Gives the last part of a POSIX or Windows path, whatever system this runs on: logs travel
 * between machines.
 *
 * @example
 * baseName('/home/ada/my-app'); // 'my-app'
 * baseName('C:\\work\\shop\\'); // 'shop'
 */
export function baseName(file: string): string {
  const windows = /^[A-Za-z]:[\\/]|^\\\\/.test(file) || !file.includes('/');
  const parts = file.split(windows ? /[\\/]+/ : /\/+/).filter((part) => part !== '');
  return parts.at(-1) ?? file;
}
