/** One promise, and what breaks it; nothing where it holds. */
export interface Proof {
  promise: string;
  offenders: string[];
}

const SHOWN = 10;

/** @returns a function that prints a line with the time since now before it. */
export function startClock(): (line: string) => void {
  const startedAt = Date.now();
  return (line) => console.log(`${((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6)} s  ${line}`);
}

/** Prints every promise and whether it holds. @returns the exit code */
export function conclude(proofs: readonly Proof[], seed: number): 0 | 1 {
  const width = Math.max(...proofs.map(({ promise }) => promise.length));
  for (const { promise, offenders } of proofs) {
    console.log(`${promise.padEnd(width)}  ${offenders.length === 0 ? 'holds' : `BROKEN ${offenders.length} times: ${offenders.slice(0, SHOWN).join('; ')}`}`);
  }
  const broken = proofs.filter(({ offenders }) => offenders.length > 0).length;
  console.log(broken === 0 ? `All ${proofs.length} promises hold.` : `${broken} of ${proofs.length} promises are broken; run again with --seed ${seed}.`);
  return broken === 0 ? 0 : 1;
}
