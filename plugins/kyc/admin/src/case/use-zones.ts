import { useFetchClient } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { sentenceOf } from '../../../../kernel/admin/src/api/refusal';
import type { CaseDocument, One, Zone } from '../api/types';

/** Types that bear lines for machines. Others are not asked about: each answer is a recorded reading. */
const WITH_ZONE: readonly string[] = ['passport', 'national_id', 'residence_permit'];

export type ReadZone = { document: CaseDocument; zone: Zone } | { document: CaseDocument; failure: string };

/** What a machine has read of the documents of a case, once each. */
export function useZones(documents: readonly CaseDocument[] | undefined, mayAsk: boolean): readonly ReadZone[] | undefined {
  const { get } = useFetchClient();
  const [zones, setZones] = useState<readonly ReadZone[]>();
  const wanted = documents?.filter(({ type }) => WITH_ZONE.includes(type));
  const asked = JSON.stringify(wanted?.map(({ id }) => id) ?? null);
  useEffect(() => {
    if (!wanted || !mayAsk) return undefined;
    const controller = new AbortController();
    const read = async (document: CaseDocument): Promise<ReadZone> => {
      try {
        const { data } = await get<One<Zone>>(`/kyc/documents/${document.id}/zone`, { signal: controller.signal });
        return { document, zone: data.data };
      } catch (error) {
        return { document, failure: sentenceOf(error) };
      }
    };
    void Promise.all(wanted.map(read)).then((found) => controller.signal.aborted || setZones(found));
    return () => controller.abort();
    // The ids say all that matters of the documents; `get` is a new function at every render.
  }, [asked, mayAsk]);
  return zones;
}
