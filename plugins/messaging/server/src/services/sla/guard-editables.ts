import type { Core } from '@strapi/strapi';
import { audit, newId, transaction, ValidationFailed, type Tx } from '#kernel';
import { TooManyRules } from '../../domain/sla-errors';
import { EDITABLES, type Editable } from './editable';

const MOST_OF_A_KIND = 200;

/** What is recorded of each act. */
const DONE = { create: 'created', clone: 'created', update: 'changed', delete: 'deleted' } as const;
type Act = keyof typeof DONE;

interface Params {
  documentId?: string;
  data?: Record<string, unknown>;
}

/**
 * Holds what staff edit to its rules, whatever way it comes: our routes and the content manager both end here. What is
 * wrong is refused with a sentence before it is stored, and what is stored is recorded in the same transaction.
 */
export function guardEditables(strapi: Core.Strapi): void {
  const byUid = new Map<string, Editable>(EDITABLES.map((editable) => [editable.uid, editable]));
  strapi.db.lifecycles.subscribe({
    models: [...byUid.keys()],
    beforeCreate(event) {
      const { data } = event.params as { data: { documentId?: string } };
      data.documentId = newId(byUid.get(event.model.uid)?.prefix ?? 'doc');
    },
  });
  strapi.documents.use(async (context, next) => {
    const editable = byUid.get(context.uid);
    if (!editable || !isAct(context.action)) return next();
    const { action } = context;
    return transaction(strapi, async (tx) => {
      const params = context.params as Params;
      const values = action === 'delete' ? {} : await checked(strapi, tx, editable, action, params);
      if (action === 'delete' && params.documentId !== undefined) await editable.assertMayGo?.(tx, params.documentId);
      if (action !== 'delete') params.data = { ...params.data, ...values };
      const result = await next();
      const id = params.documentId !== undefined && action !== 'clone' ? params.documentId : (result as { documentId?: string } | null)?.documentId;
      if (id !== undefined) await audit(tx, { action: `${editable.subject}.${DONE[action]}`, subject: { type: editable.subject, id }, data: values });
      return result;
    });
  });
}

const isAct = (action: string): action is Act => Object.hasOwn(DONE, action);

/** The whole of it as it will be, in its declared shape. @throws ValidationFailed with the sentence of the first thing that is wrong */
async function checked(strapi: Core.Strapi, tx: Tx, editable: Editable, action: Exclude<Act, 'delete'>, { documentId, data = {} }: Params): Promise<Record<string, unknown>> {
  const fields = Object.keys(editable.shape.shape);
  const before = documentId === undefined ? {} : ((await strapi.db.query(editable.uid).findOne({ where: { documentId } })) ?? {});
  const whole = { ...before, ...data } as Record<string, unknown>;
  const parsed = editable.shape.safeParse(Object.fromEntries(fields.flatMap((field) => (whole[field] === undefined ? [] : [[field, whole[field]]]))));
  if (!parsed.success) {
    throw new ValidationFailed({ errors: parsed.error.issues.map(({ path, message }) => ({ path: path.map((step) => (typeof step === 'number' ? step : String(step))), message })) });
  }
  if (action !== 'update') await assertRoom(tx, editable);
  await editable.assertFits?.(tx, action === 'update' ? (documentId ?? null) : null, parsed.data);
  return parsed.data;
}

async function assertRoom(tx: Tx, { table, most = MOST_OF_A_KIND }: Editable): Promise<void> {
  const [count] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  if (count && count.count >= most) throw new TooManyRules({ most });
}
