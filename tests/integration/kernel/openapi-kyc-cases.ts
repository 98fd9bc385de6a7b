import type { Case } from './openapi-cases.ts';

/** Example requests of applicants. */
export const kycCases: Record<string, Case> = {
  listKycLevels: { success: ({ user }) => user.http.get('/api/kyc/levels'), refusal: ({ guest }) => guest.get('/api/kyc/levels') },
  getKycProfile: { success: ({ user }) => user.http.get('/api/kyc/profile'), refusal: ({ guest }) => guest.get('/api/kyc/profile') },
};
