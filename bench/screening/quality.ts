import type { Case } from './labelled-set.ts';

/** Whom a search found for one case: ids of entries, likeliest first. */
export interface Finding {
  of: Case;
  found: readonly string[];
}

export interface Quality {
  recall: number;
  precision: number;
  f1: number;
}

/**
 * Recall: of those who are on the list, how many were found as who they are. Precision: of the cases that gave a hit at all, how many were
 * of somebody who is on the list and was found.
 */
export function qualityOf(findings: readonly Finding[]): Quality {
  const listed = findings.filter(({ of }) => of.isEntry !== undefined);
  const right = listed.filter(isRight).length;
  const wrong = findings.filter(({ of, found }) => of.isEntry === undefined && found.length > 0).length + listed.filter((finding) => finding.found.length > 0 && !isRight(finding)).length;
  const recall = right / Math.max(1, listed.length);
  const precision = right / Math.max(1, right + wrong);
  return { recall, precision, f1: recall + precision === 0 ? 0 : (2 * recall * precision) / (recall + precision) };
}

const isRight = ({ of, found }: Finding) => of.isEntry !== undefined && found.includes(of.isEntry);

/** What came of each kind of case: how many there were, and how many were found, rightly or wrongly. */
export function byKind(findings: readonly Finding[]): { what: string; cases: number; found: number; isListed: boolean }[] {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) kinds.set(finding.of.what, [...(kinds.get(finding.of.what) ?? []), finding]);
  return [...kinds].map(([what, all]) => {
    const isListed = all[0]?.of.isEntry !== undefined;
    return { what, cases: all.length, found: all.filter((finding) => (isListed ? isRight(finding) : finding.found.length > 0)).length, isListed };
  });
}
