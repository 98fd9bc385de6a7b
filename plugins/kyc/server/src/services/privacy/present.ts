import type { Core } from '@strapi/strapi';
import { auditTrail, clock, NotFound, sql } from '#kernel';
import { findErasure, type Erasure } from './erasures';
import { holdsOf } from './holds';
import { retentionVetoes, vetoesOf } from './vetoes';

const CERTIFICATE = ['kyc_person.restricted', 'kyc_person.forgotten', 'kyc_person.erased'];

/** As the person sees it: not who keeps them, and why; of that they may not be told. */
export const presentOwnErasure = ({ state, requestedAt, retainUntil, forgottenAt, erasedAt }: Erasure) => ({
  state: state as Exclude<Erasure['state'], 'lifted'>,
  requestedAt: requestedAt.toISOString(),
  retainUntil: retainUntil.toISOString(),
  forgottenAt: forgottenAt?.toISOString() ?? null,
  erasedAt: erasedAt?.toISOString() ?? null,
});

/** As staff see it, with the certificate and its entries in the audit chain. @throws NotFound where nothing is known of the person */
export async function presentPrivacy(strapi: Core.Strapi, personId: string) {
  const db = sql(strapi);
  const [known] = await db.query('SELECT FROM kyc_profiles WHERE person_id = $1', [personId]);
  if (!known) throw new NotFound();
  const [erasure, holds] = [await findErasure(db, personId), await holdsOf(db, personId)];
  return {
    personId,
    erasure: erasure ? await withCertificate(strapi, erasure) : null,
    holds: holds.map((hold) => ({ ...hold, setAt: hold.setAt.toISOString(), liftedAt: hold.liftedAt?.toISOString() ?? null })),
  };
}

async function withCertificate(strapi: Core.Strapi, erasure: Erasure) {
  const { id, personId, reason, requestedBy, destroyed } = erasure;
  const isWaiting = erasure.state === 'restricted';
  const keptBy = isWaiting ? await vetoesOf(sql(strapi), retentionVetoes(strapi), personId) : [];
  const trail = await auditTrail(sql(strapi), [{ type: 'person', id: personId }]);
  const entries = trail.filter(({ entry }) => CERTIFICATE.includes(entry.action) && (JSON.parse(entry.data) as { erasureId?: string }).erasureId === id);
  return {
    ...presentOwnErasure(erasure), id, reason, requestedBy, destroyed: destroyed === null ? null : { ...destroyed },
    keptBy: isWaiting && erasure.retainUntil > clock.now() ? ['not_due', ...keptBy] : keptBy,
    entries: entries.map(({ entry, seal }) => ({ id: entry.id, action: entry.action, at: entry.at, isSealed: seal !== null })),
  };
}
