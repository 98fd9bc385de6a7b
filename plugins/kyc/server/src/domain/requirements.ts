import type { DetailName } from './details';
import type { Requirements } from './level';

/** What an application has. */
export interface Given {
  details: readonly string[];
  identifiers: readonly string[];
  documents: readonly GivenDocument[];
}

export interface GivenDocument {
  /** e.g. `passport` */
  type: string;
  side: 'front' | 'back';
  /** Refused ones must be replaced and count as missing. */
  isRefused: boolean;
}

/** What it still lacks, in the form of the requirements: of each list, one is missing. */
export type Missing = Omit<Requirements, 'verifications'>;

export function missingOf(required: Requirements, given: Given): Missing {
  const has = (type: string, side: string) => given.documents.some((document) => document.type === type && document.side === side && !document.isRefused);
  return {
    details: required.details.filter((name: DetailName) => !given.details.includes(name)),
    identifiers: required.identifiers.filter((types) => !types.some((type) => given.identifiers.includes(type))),
    documents: required.documents.filter((choices) => !choices.some(({ type, sides }) => sides.every((side) => has(type, side)))),
  };
}

export const isComplete = ({ details, identifiers, documents }: Missing): boolean => details.length + identifiers.length + documents.length === 0;
