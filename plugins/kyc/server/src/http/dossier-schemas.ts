import { z } from '@strapi/utils';
import { EVIDENCE_KINDS } from '../domain/evidence';
import { applicationId, documentId } from './document-schemas';
import { instant } from './level-schemas';

const text = z.string();

/** An entry of the audit chain, each column as it is hashed. */
const entry = z.strictObject({ seq: text, id: text, action: text, subject_type: text, subject_id: text, data: text, actor: text, request_id: text.nullable(), at: text, mac: text });
const seal = z.strictObject({ seq: text.regex(/^[1-9]\d*$/), previousHash: text, hash: text, sealedAt: text });

export const dossier = z.strictObject({
  format: z.literal('mangrove-dossier-1'),
  applicationId,
  personId: text,
  madeAt: instant,
  isForgotten: z.boolean(),
  application: z.strictObject({ level: text, levelVersion: z.int(), state: text, attempt: z.int(), createdAt: instant, submittedAt: instant.nullable(), decidedAt: instant.nullable() }),
  documents: z.array(z.strictObject({ id: documentId, type: text, side: text, state: text, version: z.int() })),
  entries: z.array(z.strictObject({ entry, seal: seal.nullable() })),
  openings: z.array(z.strictObject({ id: text, kind: z.enum(EVIDENCE_KINDS), salt: text, value: z.unknown() })),
});
export type Dossier = z.output<typeof dossier>;
