import { index, onlyWriter, table, type Guard } from '#kernel';
import { refuseAdditions, untilForgotten } from './personal';

export const zoneGuards: Guard[] = [
  // What was read of a document by machine, once: the document never changes, and neither does this. Sealed for its person.
  table(
    'kyc_zones',
    `document_id text PRIMARY KEY,
     application_id text NOT NULL,
     person_id text NOT NULL,
     sealed bytea NOT NULL CHECK (octet_length(sealed) > 28),
     read_at timestamptz NOT NULL`,
  ),
  index('kyc_zones_of_application', 'kyc_zones (application_id)'),
  onlyWriter('kyc_zones', 'kyc'),
  refuseAdditions('kyc_zones', 'person_id'),
  ...untilForgotten('kyc_zones', 'OLD.person_id'),
];
