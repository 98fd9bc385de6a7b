import type { Agreement, CaseDocument } from '../api/types';
import { agreementOf } from './differences';
import type { ReadZone } from './use-zones';

const document = {} as CaseDocument;
const read = (name: Agreement, birthDate: Agreement): ReadZone => ({ document, zone: { outcome: 'read', contents: {} as never, states: {}, agreement: { name, birthDate, documentNumber: 'missing' } } });

describe('what was typed, beside what was read', () => {
  it('is marked by the worst of all documents', () => {
    const zones = [read('same', 'different'), read('similar', 'same'), { document, zone: { outcome: 'none' as const } }, { document, failure: 'No answer' }];
    expect([agreementOf('firstName', zones), agreementOf('dateOfBirth', zones), agreementOf('passport', zones)]).toEqual(['similar', 'different', 'missing']);
  });

  it('is not marked where nothing was read, or no document says it', () => {
    expect([agreementOf('lastName', undefined), agreementOf('lastName', []), agreementOf('address', [read('same', 'same')])]).toEqual(['missing', 'missing', 'missing']);
  });
});
