import type { Core } from '@strapi/strapi';
import { Forbidden, NotFound, transaction, type Tx } from '#kernel';
import type { StaffViewer } from '../../domain/person';
import type { Editable } from '../sla/editable';
import { documents, type Stored } from '../sla/edit';
import { IS_SEEN } from './seen';

/** What staff keep for themselves or for everybody. */
export type OwnedValues = object & { isPersonal: boolean };

/** One's own is one's own affair; what is everybody's is a rule. @throws Forbidden */
function assertMayKeep(viewer: StaffViewer, isPersonal: boolean): void {
  if (!isPersonal && !viewer.may('tickets.rules')) throw new Forbidden();
}

const dataOf = ({ isPersonal, ...values }: OwnedValues, { id }: StaffViewer) => ({ ...values, ownerId: isPersonal ? id : null });

/** Takes what is to be changed or deleted, until the end of the transaction. @throws NotFound also for somebody else's, Forbidden */
async function hold(tx: Tx, { table }: Editable, viewer: StaffViewer, id: string): Promise<void> {
  const [found] = await tx.query<{ owner: string | null }>(`SELECT owner_id AS owner FROM ${table} WHERE ${IS_SEEN} AND document_id = $2 FOR UPDATE`, [viewer.id, id]);
  if (!found) throw new NotFound();
  assertMayKeep(viewer, found.owner !== null);
}

/** @throws Forbidden, and what the rules of its kind refuse */
export async function createOwned(strapi: Core.Strapi, kind: Editable, viewer: StaffViewer, values: OwnedValues): Promise<Stored> {
  assertMayKeep(viewer, values.isPersonal);
  return documents(strapi, kind).create({ data: dataOf(values, viewer) });
}

/** @throws NotFound, Forbidden, and what the rules of its kind refuse */
export const replaceOwned = (strapi: Core.Strapi, kind: Editable, viewer: StaffViewer, id: string, values: OwnedValues): Promise<Stored> =>
  transaction(strapi, async (tx) => {
    await hold(tx, kind, viewer, id);
    assertMayKeep(viewer, values.isPersonal);
    const updated = await documents(strapi, kind).update({ documentId: id, data: dataOf(values, viewer) });
    if (!updated) throw new NotFound();
    return updated;
  });

/** @throws NotFound, Forbidden */
export const removeOwned = (strapi: Core.Strapi, kind: Editable, viewer: StaffViewer, id: string): Promise<void> =>
  transaction(strapi, async (tx) => {
    await hold(tx, kind, viewer, id);
    await documents(strapi, kind).delete({ documentId: id });
  });
