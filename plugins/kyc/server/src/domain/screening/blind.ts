import { createHmac } from 'node:crypto';
import { indexKeys, searchKeys } from './keys';
import type { Identity } from './match';

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const blind = (key: Buffer, keys: readonly string[]): string[] => keys.map((text) => hmac(key, text).readBigInt64BE().toString());

/** Under what a person of ours lies in the index: without the key nobody can tell what is indexed, nor try a name. */
export const blindIndexKeys = (key: Buffer, subject: Identity): string[] => blind(key, indexKeys(subject));

/** Under what an entry of a list looks for people of ours. */
export const blindSearchKeys = (key: Buffer, entry: Pick<Identity, 'kind' | 'names' | 'weakNames'>): string[] => blind(key, searchKeys(entry));

/** Tells whether a person was screened as somebody else before: a decision about a hit holds for what was compared. */
export const subjectDigest = (key: Buffer, { kind, names, weakNames = [], datesOfBirth, countries }: Identity): Buffer =>
  hmac(key, JSON.stringify(['subject', kind, names, weakNames, datesOfBirth, countries]));
