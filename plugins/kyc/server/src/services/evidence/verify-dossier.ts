import { isRightlySealed, type TrailEntry } from '#kernel';
import { opens, type Commitment, type Opening } from '../../domain/evidence';

export interface DossierFindings {
  entries: number;
  /** Not sealed yet when the dossier was made: proved by nothing but its word. */
  unsealed: number;
  commitments: number;
  /** Commitments that something in the dossier opens. The others are of people who were forgotten. */
  opened: number;
  /** Every contradiction, one sentence each. Empty means that all of it is true. */
  findings: string[];
}

/**
 * Checks a dossier by itself, and against the chain where `hashOf` looks a seal up there; without that it shows only that the
 * dossier agrees with itself.
 */
export async function verifyDossier({ entries, openings }: { entries: readonly TrailEntry[]; openings: readonly Opening[] }, hashOf?: (seal: string) => Promise<string | undefined>): Promise<DossierFindings> {
  const result: DossierFindings = { entries: entries.length, unsealed: 0, commitments: 0, opened: 0, findings: [] };
  const commitments = new Map<string, Commitment>();
  for (const trail of entries) {
    const { entry, seal } = trail;
    if (seal === null) result.unsealed += 1;
    else if (!isRightlySealed(trail)) result.findings.push(`The entry ${entry.id} is not what was sealed as ${seal.seq}: one of the two was changed.`);
    else if (hashOf && (await hashOf(seal.seq)) !== seal.hash) result.findings.push(`The chain has another seal ${seal.seq} than the one of the entry ${entry.id}.`);
    for (const commitment of commitmentsIn(entry.data)) commitments.set(commitment.id, commitment);
  }
  result.commitments = commitments.size;
  for (const opening of openings) {
    const commitment = commitments.get(opening.id);
    if (!commitment) result.findings.push(`Nothing in the chain commits to ${opening.id}.`);
    else if (!opens(opening, commitment)) result.findings.push(`What ${opening.id} says is not what was committed to: it was changed.`);
    else result.opened += 1;
  }
  return result;
}

const commitmentsIn = (data: string): Commitment[] => (JSON.parse(data) as { commitments?: Commitment[] }).commitments ?? [];
