/** How often each term of a query stands in a session. */
export interface Counted {
  readonly byTerm: readonly number[];
}

/**
 * Puts sessions into the order of relevance: the sum over the terms of `ln(1 + n) · ln(1 + N / t)`,
 * where n is how often the term stands in the session, t how often in all of them, and N how often
 * all terms do. A second match tells more than a twentieth, and a rare word more than a common one.
 * The sort is stable: of equal ones the first stays first.
 */
export function byRelevance<Session extends Counted>(sessions: readonly Session[]): Session[] {
  const totals: number[] = [];
  for (const { byTerm } of sessions) {
    for (const [term, times] of byTerm.entries()) totals[term] = (totals[term] ?? 0) + times;
  }
  const all = totals.reduce((sum, one) => sum + one, 0);
  const rarity = totals.map((total) => (total === 0 ? 0 : Math.log(1 + all / total)));
  const scored = sessions.map((session) => ({
    session,
    score: session.byTerm.reduce(
      (sum, times, term) => sum + Math.log(1 + times) * (rarity[term] as number),
      0,
    ),
  }));
  return scored.sort((a, b) => b.score - a.score).map(({ session }) => session);
}
