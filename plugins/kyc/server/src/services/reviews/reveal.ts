import type { Core } from '@strapi/strapi';
import { audit, NotFound, sql, transaction } from '#kernel';
import { aboutApplication, findApplication } from '../applications';
import { openSaid } from '../sealed-details';

/** What a whole number may be looked at for. A code, since what is written here can never be removed. */
export const PURPOSES = ['compare_with_document', 'ask_the_issuer', 'look_into_shared_number', 'answer_the_applicant', 'answer_an_authority'] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * A number of an application as it was given. The reading is recorded before anybody sees it.
 *
 * @throws NotFound, Forgotten
 */
export async function revealNumber(strapi: Core.Strapi, id: string, type: string, purpose: Purpose): Promise<{ type: string; value: string }> {
  const application = await findApplication(sql(strapi), id);
  const number = application && (await openSaid(strapi, application)).identifiers.find((one) => one.type === type);
  if (!number) throw new NotFound();
  await transaction(strapi, (tx) => audit(tx, { action: 'kyc_number.revealed', subject: aboutApplication(id), data: { type, purpose } }));
  return number;
}
