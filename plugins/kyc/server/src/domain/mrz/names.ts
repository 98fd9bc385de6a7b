import { FILLER } from './signs';

/** Names as a zone has them: capital letters A to Z, parts separated by single spaces. */
export interface ZoneNames {
  readonly primary: string;
  readonly secondary: string;
  /** The field is full to its last place, so that more may have followed. */
  readonly mayBeTruncated: boolean;
}

/** ICAO 9303 part 3 §4.6: two fillers between the primary and the secondary identifier, one between their parts. */
export function namesOf(field: string): ZoneNames {
  const [primary = '', ...rest] = field.replace(/<+$/, '').split('<<');
  const words = (text: string) => text.split(FILLER).filter(Boolean).join(' ');
  return { primary: words(primary), secondary: words(rest.join(FILLER)), mayBeTruncated: !field.endsWith(FILLER) };
}
