import { DocumentAttemptsUsed, DocumentsClosed, DocumentStands } from '../../document-errors';
import { isEditable } from '../../domain/application';
import type { Application } from '../applications';
import type { Document } from './documents';

/** Where a new document belongs among those that were sent for the same side of the same type. */
export interface Place {
  version: number;
  /** The one before, which stays. */
  supersedes: Document | undefined;
  /** One of the same round that nobody has looked at: it is erased. */
  replaces: Document | undefined;
}

/** @throws DocumentsClosed where the application is not its applicant's at the moment. */
export function assertTakesDocuments({ state }: Application): void {
  if (!isEditable(state)) throw new DocumentsClosed({ state: state === 'second_review' ? 'in_review' : state });
}

/** Whether it came since the application was handed in last, so that nobody has seen it. */
export const isUnseen = ({ submittedAt }: Application, { state, createdAt }: Document): boolean => state === 'pending' && (submittedAt === null || createdAt > submittedAt);

/**
 * @param versions what was sent for this side of this type, newest first
 * @throws DocumentStands where there is one that was handed in and not refused, DocumentAttemptsUsed where there were enough.
 */
export function placeAmong(application: Application, versions: readonly Document[], mostVersions: number): Place {
  const [newest] = versions;
  const replaces = newest && isUnseen(application, newest) ? newest : undefined;
  const supersedes = replaces ? versions[1] : newest;
  if (supersedes && (supersedes.state === 'pending' || supersedes.state === 'accepted')) throw new DocumentStands({ documentId: supersedes.id, state: supersedes.state });
  const version = (supersedes?.version ?? 0) + 1;
  if (version > mostVersions) throw new DocumentAttemptsUsed({ most: mostVersions });
  return { version, supersedes, replaces };
}
