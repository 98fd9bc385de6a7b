import { compactNuban } from './nuban';

export interface IdentifierType {
  /** For people, e.g. `National Identification Number`. */
  label: string;
  /** What a right value looks like. */
  form: string;
  /** The one way to write the number, by which two are compared; `undefined` where it cannot be one. */
  compact(value: string): string | undefined;
}

const bare = (value: string): string => value.replace(/[\s.-]/g, '').toUpperCase();
const ofForm = (pattern: RegExp) => (value: string): string | undefined => {
  const text = bare(value);
  // 00000000000 and its like are what people type to get on.
  return pattern.test(text) && !/^(.)\1*$/.test(text) ? text : undefined;
};

/** A Nigerian mobile number may be given as it is dialled at home. E.164, https://www.itu.int/rec/T-REC-E.164 */
function compactPhone(value: string): string | undefined {
  const text = value.replace(/[\s().-]/g, '');
  if (/^0[789][01]\d{8}$/.test(text)) return `+234${text.slice(1)}`;
  return /^\+[1-9]\d{6,14}$/.test(text) ? text : undefined;
}

/** NIN, BVN and their like carry no check digit that is published: their form is all that can be checked here. */
export const ownTypes: Readonly<Record<string, IdentifierType>> = {
  nin: { label: 'National Identification Number (Nigeria)', form: '11 digits', compact: ofForm(/^\d{11}$/) },
  vnin: { label: 'Virtual NIN (Nigeria)', form: '16 letters and digits', compact: ofForm(/^[A-Z0-9]{16}$/) },
  bvn: { label: 'Bank Verification Number (Nigeria)', form: '11 digits', compact: ofForm(/^\d{11}$/) },
  rc: { label: 'Registration number of a company (Nigeria)', form: '"RC" and 1 to 8 digits', compact: (value) => /^(?:RC)?0*([1-9]\d{0,7})$/.exec(bare(value))?.[1]?.replace(/^/, 'RC') },
  nuban: { label: 'Bank account (Nigeria)', form: 'the bank’s code and the account number, e.g. "011-0000014579"', compact: compactNuban },
  passport: { label: 'Passport', form: '6 to 9 letters and digits', compact: ofForm(/^(?=.*\d)[A-Z0-9]{6,9}$/) },
  phone: { label: 'Phone number', form: 'with its country, e.g. "+2348031234567"', compact: compactPhone },
};
