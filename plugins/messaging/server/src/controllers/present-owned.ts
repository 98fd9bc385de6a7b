import type { Editable } from '../services/sla/editable';
import type { Stored } from '../services/sla/edit';
import { presentStored } from './present-sla';

/** What somebody keeps, as it is answered: whose it is, is theirs or everybody's. */
export function presentOwned(kind: Editable, stored: Stored): Record<string, unknown> {
  const { ownerId, ...values } = presentStored(kind, stored);
  return { ...values, isPersonal: ownerId !== null };
}
