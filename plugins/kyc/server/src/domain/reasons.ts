import type { Outcome } from './decision';

export interface Reason {
  code: string;
  /** The decisions that it may be given for. */
  outcomes: readonly Outcome[];
  /** What an applicant whom one asks to correct it has to do: say something else, or send another document. */
  concerns: 'details' | 'documents' | 'policy';
  /** What the applicant reads: what to do, and nothing that helps somebody to get around us. */
  publicText: string;
  /** What staff read. */
  internalText: string;
}

const fixable = ['resubmit', 'reject'] as const;
const final = ['reject'] as const;

/** The reasons that a new installation begins with. They live in a table; one that was used keeps its meaning for ever. */
export const firstReasons: readonly Reason[] = [
  { code: 'document_unreadable', outcomes: fixable, concerns: 'documents', publicText: 'We cannot read the document. Take the picture again, in good light and with all four corners in it.', internalText: 'Blurred, dark, cut off or covered by glare.' },
  { code: 'document_expired', outcomes: fixable, concerns: 'documents', publicText: 'The document has expired. Send one that is valid.', internalText: 'The date of expiry has passed.' },
  { code: 'document_wrong_type', outcomes: fixable, concerns: 'documents', publicText: 'This is not one of the documents that we take. Look at the list and send another one.', internalText: 'A document of another type or another country than was said.' },
  { code: 'document_incomplete', outcomes: fixable, concerns: 'documents', publicText: 'A side or a page is missing. Send all of it.', internalText: 'One side of two, or a page is missing.' },
  { code: 'name_differs', outcomes: fixable, concerns: 'details', publicText: 'The name differs from the one on the document. Write it as it stands there.', internalText: 'The names in the details and on the document or at the bank do not match.' },
  { code: 'birth_date_differs', outcomes: fixable, concerns: 'details', publicText: 'The date of birth differs from the one on the document.', internalText: 'Details and document do not match.' },
  { code: 'number_not_confirmed', outcomes: fixable, concerns: 'details', publicText: 'We could not confirm one of your numbers. Check it and send it again.', internalText: 'The issuer does not know the number, or knows it for another name.' },
  { code: 'address_not_proved', outcomes: fixable, concerns: 'documents', publicText: 'The document does not show your address, or is older than three months.', internalText: 'Proof of address is old, or for another address.' },
  { code: 'selfie_unclear', outcomes: fixable, concerns: 'documents', publicText: 'Your face cannot be seen well. Take the picture again, without glasses or a hat, in good light.', internalText: 'The face cannot be compared with the document.' },
  { code: 'document_suspicious', outcomes: final, concerns: 'documents', publicText: 'We could not verify your identity.', internalText: 'Signs of tampering, a template or a screen.' },
  { code: 'identity_of_another', outcomes: final, concerns: 'policy', publicText: 'We could not verify your identity.', internalText: 'Face, number or document belong to another person; look at shared numbers.' },
  { code: 'list_match', outcomes: final, concerns: 'policy', publicText: 'We cannot offer you this level.', internalText: 'A confirmed hit on a sanctions or PEP list. Say nothing more: tipping off is an offence.' },
  { code: 'outside_policy', outcomes: final, concerns: 'policy', publicText: 'We cannot offer you this level.', internalText: 'Age, country or purpose that our policy leaves out.' },
];
