import type { Agreement, DetailName, Zone } from '../api/types';
import type { ReadZone } from './use-zones';

export type ComparedDetail = DetailName | 'passport';
/** Which field of a zone each thing that a person typed was compared with. */
const comparedWith: Readonly<Partial<Record<ComparedDetail, keyof Extract<Zone, { outcome: 'read' }>['agreement']>>> = { firstName: 'name', lastName: 'name', dateOfBirth: 'birthDate', passport: 'documentNumber' };

const worse: readonly Agreement[] = ['missing', 'same', 'similar', 'different'];

/** How what was typed agrees with what was read of all documents: the worst of it. */
export function agreementOf(detail: ComparedDetail, zones: readonly ReadZone[] | undefined): Agreement {
  const field = comparedWith[detail];
  if (field === undefined) return 'missing';
  const found = (zones ?? []).map((one) => ('zone' in one && one.zone.outcome === 'read' ? one.zone.agreement[field] : 'missing'));
  return found.reduce<Agreement>((most, one) => (worse.indexOf(one) > worse.indexOf(most) ? one : most), 'missing');
}
