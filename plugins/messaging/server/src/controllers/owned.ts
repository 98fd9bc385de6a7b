import type { Core } from '@strapi/strapi';
import { createOwned, removeOwned, replaceOwned, type OwnedValues } from '../services/canned-replies/owned';
import type { Editable } from '../services/sla/editable';
import type { Stored } from '../services/sla/edit';
import type { Keeping } from './editing';
import { presentStored } from './present-sla';
import { staffViewer } from './staff-viewer';

/** What staff keep for themselves or for everybody. */
export const owned = (strapi: Core.Strapi, kind: Editable): Keeping<OwnedValues> => ({
  create: (ctx, values) => createOwned(strapi, kind, staffViewer(ctx), values),
  replace: (ctx, id, values) => replaceOwned(strapi, kind, staffViewer(ctx), id, values),
  remove: (ctx, id) => removeOwned(strapi, kind, staffViewer(ctx), id),
});

/** As it is answered: whose it is, is theirs or everybody's. */
export function presentOwned(kind: Editable, stored: Stored): Record<string, unknown> {
  const { ownerId, ...values } = presentStored(kind, stored);
  return { ...values, isPersonal: ownerId !== null };
}
