/**
 * The name that was most probably meant, or undefined if none is near: at most half of the characters may differ
 * (Levenshtein distance over the longer length), whatever their case.
 */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestScore = 0.5;
  const target = wanted.toLowerCase();
  for (const name of names) {
    const candidate = name.toLowerCase();
    const bare = candidate.slice(candidate.lastIndexOf(".") + 1);
    const score = Math.max(similarity(target, candidate), similarity(target, bare));
    if (score > bestScore || (score === bestScore && best === undefined)) {
      best = name;
      bestScore = score;
    }
  }
  return best;
}

function similarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 1 : 1 - distance(a, b) / longer;
}

/** Insertions, deletions and replacements from one text to the other. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
