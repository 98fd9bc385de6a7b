import { check, index, oneOf, onlyWriter, table, type Guard } from '#kernel';
import { EVIDENCE_KINDS } from '../domain/evidence';
import { refuseAdditions, untilForgotten } from './personal';

export const evidenceGuards: Guard[] = [
  // What opens a commitment of the audit chain: its salt and what was committed to, sealed for its person.
  table(
    'kyc_evidence',
    `id text PRIMARY KEY CHECK (id ~ '^kev_[0-9a-z]{26}$'),
     entry_id text NOT NULL REFERENCES audit_entries (id),
     person_id text NOT NULL,
     application_id text,
     kind text NOT NULL,
     sealed bytea NOT NULL CHECK (octet_length(sealed) > 28),
     at timestamptz NOT NULL`,
  ),
  check('kyc_evidence', 'kyc_evidence_kind_known', oneOf('kind', EVIDENCE_KINDS)),
  index('kyc_evidence_of_application', 'kyc_evidence (application_id, id) WHERE application_id IS NOT NULL'),
  index('kyc_evidence_of_person', 'kyc_evidence (person_id, id)'),
  onlyWriter('kyc_evidence', 'kyc'),
  refuseAdditions('kyc_evidence', 'person_id', 'forgotten'),
  ...untilForgotten('kyc_evidence', 'OLD.person_id'),
];
