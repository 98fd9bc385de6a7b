import { z } from '@strapi/utils';
import { LONGEST_SNOOZE_SECONDS, MOST_STEPS } from '../domain/macro';
import { MOST_TAGS, MOVABLE_STATES, PRIORITIES } from '../domain/ticket';
import { cannedReplyId, isPersonal, templateText, title } from './canned-replies';
import { clientId, staffId } from './ids';
import { category, tag, team } from './tickets';

const someTags = z.array(tag).min(1).max(MOST_TAGS);

const step = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('reply'), text: templateText }).meta({ description: 'Answers the customer' }),
  z.strictObject({ act: z.literal('reply_canned'), cannedReplyId }).meta({ description: 'Answers with what that canned reply says by then' }),
  z.strictObject({ act: z.literal('note'), text: templateText }),
  z.strictObject({ act: z.literal('take') }).meta({ description: 'Gives it to whoever runs the macro' }),
  z.strictObject({ act: z.literal('assign'), staffId: staffId.nullable() }).meta({ description: 'null for nobody' }),
  z.strictObject({ act: z.literal('set_team'), team: team.nullable() }),
  z.strictObject({ act: z.literal('set_priority'), priority: z.enum(PRIORITIES) }),
  z.strictObject({ act: z.literal('set_category'), category: category.nullable() }),
  z.strictObject({ act: z.literal('add_tags'), tags: someTags }),
  z.strictObject({ act: z.literal('remove_tags'), tags: someTags }),
  z.strictObject({ act: z.literal('move'), state: z.enum(MOVABLE_STATES) }),
  z.strictObject({ act: z.literal('snooze'), forSeconds: z.int().min(60).max(LONGEST_SNOOZE_SECONDS).meta({ description: 'From the moment at which it is run', example: 86_400 }) }),
]);

export const steps = z.array(step).min(1).max(MOST_STEPS).meta({ description: 'Done in this order, all or none' });
const name = title.meta({ description: 'For people', example: 'Refund sent' });

/** As it is stored. */
export const storedMacro = z.strictObject({ name, steps, ownerId: staffId.nullable().default(null).meta({ description: 'Whose own it is; everybody’s, where it is null' }) });
export const newMacro = z.strictObject({ name, steps, isPersonal: isPersonal.default(false) });

export const macroId = z.string().regex(/^mac_[0-9a-hjkmnp-tv-z]{26}$/, 'An id, e.g. "mac_01kaqz3v8m4t6w0c9e5r2b7n1d"');
const revision = z.string().regex(/^[0-9a-f]{16}$/, 'As you were told it').meta({ description: 'Another after each change of its steps, or of a canned reply that it sends', example: '5f0c6a1b2d3e4f50' });
export const macro = z.strictObject({ id: macroId, name: z.string(), steps, isPersonal });

export const runMacro = z.strictObject({
  clientActId: clientId,
  revision: revision.optional().meta({ description: 'Of the macro that you have looked at: where it was changed since, nothing is done' }),
});

export const macroPreview = z.strictObject({
  revision,
  steps: z.array(z.strictObject({ act: z.string(), text: z.string().nullable().meta({ description: 'What would be said, where something is' }) })),
  refusal: z.strictObject({ step: z.int(), code: z.string(), reason: z.string() }).nullable().meta({ description: 'Why nothing would be done now; null where all would' }),
});
