/** Compares by count, the most first; of equals, by a text. */
export function byCount<Row extends { readonly count: number }>(text: (row: Row) => string) {
  return (a: Row, b: Row): number => b.count - a.count || (text(a) < text(b) ? -1 : 1);
}
