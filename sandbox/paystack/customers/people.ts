import type { Credentials } from './customer.ts';

/** Somebody whom the bank behind the sandbox knows: a BVN, and an account that belongs to it. Invented, all but the first. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly bvn: string;
  readonly bankCode: string;
  readonly accountNumber: string;
  /** The holder as the account has it, which is not always the owner of the BVN. */
  readonly accountName: string;
  /** What an identification comes to. `waits`: to nothing until the controls say so. */
  readonly outcome: 'success' | 'waits';
}

export const people: readonly Person[] = [
  // The published test credentials. Their BVN has twelve digits and their account a wrong check digit: who validates refuses both.
  { firstName: 'Uchenna', lastName: 'Okoro', bvn: '222222222221', bankCode: '007', accountNumber: '0111111111', accountName: 'UCHENNA OKORO', outcome: 'success' },
  { firstName: 'Uchenna', lastName: 'Okoro', bvn: '22222222221', bankCode: '057', accountNumber: '2222222226', accountName: 'OKORO UCHENNA', outcome: 'success' },
  { firstName: 'Adaeze', lastName: 'Okafor', bvn: '22200000101', bankCode: '058', accountNumber: '0000001015', accountName: 'OKAFOR, ADAEZE CHIOMA', outcome: 'success' },
  { firstName: 'Ngozi', lastName: 'Eze', bvn: '22200000202', bankCode: '011', accountNumber: '0000002028', accountName: 'NGOZI EZE', outcome: 'waits' },
  { firstName: 'Bola', lastName: 'Adeyemi', bvn: '22200000303', bankCode: '044', accountNumber: '0000003032', accountName: 'MARINE TRADING LIMITED', outcome: 'success' },
];

export const WRONG_NUMBERS = 'Account number or BVN is incorrect';
export const WRONG_NAME = 'Customer name does not match the name on the BVN';

export const accountOf = (bankCode: string, accountNumber: string): Person | undefined =>
  people.find((one) => one.bankCode === bankCode && one.accountNumber === accountNumber);

const isSameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** What the bank says about credentials. */
export function judge({ bvn, bankCode, accountNumber, firstName, lastName }: Credentials): { state: 'success' | 'in_progress' } | { state: 'failed'; reason: string } {
  const person = accountOf(bankCode, accountNumber);
  if (person?.bvn !== bvn) return { state: 'failed', reason: WRONG_NUMBERS };
  if (!isSameName(person.firstName, firstName) || !isSameName(person.lastName, lastName)) return { state: 'failed', reason: WRONG_NAME };
  return { state: person.outcome === 'waits' ? 'in_progress' : 'success' };
}
