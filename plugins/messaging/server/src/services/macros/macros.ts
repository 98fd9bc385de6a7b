import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { NotFound, sql } from '#kernel';
import { textOf, type MacroStep } from '../../domain/macro';
import type { StaffViewer } from '../../domain/person';
import { IS_SEEN } from '../canned-replies/seen';

/** Several changes of a ticket at once. */
export interface Macro {
  id: string;
  name: string;
  steps: MacroStep[];
  /** Whose own it is; everybody's, where it is null. */
  ownerId: string | null;
}

const MACRO = 'document_id AS id, name, steps, owner_id AS "ownerId"';

/** What somebody may run: everybody's and their own. */
export const listMacros = (strapi: Core.Strapi, { id }: StaffViewer): Promise<Macro[]> =>
  sql(strapi).query<Macro>(`SELECT ${MACRO} FROM macros WHERE ${IS_SEEN} ORDER BY lower(name), macros.id`, [id]);

/** A step with what it says: where it sends a canned reply, as that is now; `undefined` where there is none any more. */
export interface ReadyStep {
  step: MacroStep;
  /** A template. */
  text: string | undefined;
}

export interface ReadyMacro {
  id: string;
  name: string;
  steps: readonly ReadyStep[];
  /** Another for each form of it: what one has looked at is what is done. */
  revision: string;
}

/** A macro that can be run, with all that it says. Not inside a transaction. @throws NotFound also for somebody else's */
export async function readyMacro(strapi: Core.Strapi, viewer: StaffViewer, macroId: string): Promise<ReadyMacro> {
  const [macro] = await sql(strapi).query<Macro>(`SELECT ${MACRO} FROM macros WHERE ${IS_SEEN} AND document_id = $2`, [viewer.id, macroId]);
  if (!macro) throw new NotFound();
  const canned = await cannedTexts(strapi, viewer, macro.steps);
  const steps = macro.steps.map((step) => ({ step, text: step.act === 'reply_canned' ? canned.get(step.cannedReplyId) : textOf(step) }));
  const revision = createHash('sha256').update(JSON.stringify(steps)).digest('hex').slice(0, 16);
  return { id: macro.id, name: macro.name, steps, revision };
}

async function cannedTexts(strapi: Core.Strapi, { id }: StaffViewer, steps: readonly MacroStep[]): Promise<Map<string, string>> {
  const wanted = steps.flatMap((step) => (step.act === 'reply_canned' ? [step.cannedReplyId] : []));
  if (wanted.length === 0) return new Map();
  const rows = await sql(strapi).query<{ id: string; text: string }>(`SELECT document_id AS id, text FROM canned_replies WHERE ${IS_SEEN} AND document_id = ANY ($2)`, [id, wanted]);
  return new Map(rows.map((row) => [row.id, row.text]));
}
