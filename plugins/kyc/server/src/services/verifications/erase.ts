import type { Core } from '@strapi/strapi';
import { audit, sql, transaction } from '#kernel';
import type { VerificationKind } from '../../domain/verification';
import { writeAsKyc } from '../as-writer';
import { timeLimit } from './call';
import { aboutVerification } from './verifications';
import { verifiers } from './verifiers';

interface Due {
  id: string;
  verification_id: string;
  verifier: string;
  reference: string;
  provider_reference: string | null;
  kind: VerificationKind;
}

const AT_ONCE = 20;

/**
 * Has verifiers forget people who were forgotten here: the database marks their questions in the same transaction. One that
 * does not answer is asked again in an hour. @returns how many were due
 */
export async function eraseAtVerifiers(strapi: Core.Strapi): Promise<number> {
  const due = await sql(strapi).query<Due>(
    `SELECT k.id, k.verification_id, k.verifier, k.reference, k.provider_reference, v.kind
     FROM kyc_verifier_asks k JOIN kyc_verifications v ON v.id = k.verification_id WHERE k.erase_at <= now() ORDER BY k.erase_at LIMIT ${AT_ONCE}`,
  );
  for (const ask of due) await eraseOne(strapi, ask);
  return due.length;
}

async function eraseOne(strapi: Core.Strapi, { id, verification_id: verificationId, verifier: code, reference, provider_reference: providerReference, kind }: Due): Promise<void> {
  const verifier = verifiers(strapi).find(code);
  const canErase = verifier?.canErase === true;
  const isErased = canErase && (await verifier.erase({ reference, providerReference, kind }, timeLimit(strapi)).then(() => true, (error: unknown) => notYet(strapi, code, id, error)));
  await transaction(strapi, async (tx) => {
    await writeAsKyc(tx);
    // Where a verifier cannot be told, the entry says so, and the operator sees to it by contract.
    await tx.execute(`UPDATE kyc_verifier_asks SET erased_at = CASE WHEN $2 THEN now() END, erase_at = CASE WHEN $2 OR $3 THEN NULL ELSE now() + interval '1 hour' END WHERE id = $1`, [id, isErased, !canErase]);
    if (isErased || !canErase) await audit(tx, { action: isErased ? 'kyc_verification.erased_at_verifier' : 'kyc_verification.not_erasable', subject: aboutVerification(verificationId), data: { verifier: code, reference } });
  });
}

function notYet(strapi: Core.Strapi, verifier: string, askId: string, error: unknown): false {
  strapi.log.warn(`The verifier "${verifier}" could not be told to forget; it is told again in an hour.`, { askId, error });
  return false;
}
