import type { VerificationRequest, VerificationSubject } from '../../../plugins/kyc/server/src/verifiers/port.ts';
import { newReference, patience } from '../../../plugins/kyc/server/src/verifiers/conformance/harness.ts';
import { NGOZI } from './paystack-identity.ts';

type Identifiers = VerificationSubject['identifiers'];

const person = (details: VerificationSubject['details'], identifiers: Identifiers): VerificationSubject => ({ personId: 'usr_01j0000000000000000000000', details, identifiers, documents: [] });

/** Somebody with an account at a bank that Paystack knows. */
export const withAccount = (different: Partial<typeof NGOZI> = {}): VerificationSubject => {
  const { firstName, lastName, bvn, nuban } = { ...NGOZI, ...different };
  return person({ firstName, lastName, dateOfBirth: '1990-04-23', country: 'NG', address: '12 Marina Road, Lagos' }, [...(bvn === '' ? [] : [{ type: 'bvn', value: bvn }]), { type: 'nuban', value: nuban }]);
};

/** Somebody with a number of a register. */
export const withNumber = (identifiers: Identifiers = [{ type: 'nin', value: '12345678901' }]): VerificationSubject =>
  person({ firstName: 'Adaeze', lastName: 'Okafor', dateOfBirth: '1990-04-23', country: 'NG', address: '12 Marina Road, Lagos' }, identifiers);

export const request = (subject: VerificationSubject, different: Partial<VerificationRequest> = {}): VerificationRequest => ({
  reference: newReference(), kind: 'identity_number', subject, callbackUrl: 'https://api.example.com/api/webhooks/kyc/x', signal: patience(), ...different,
});
