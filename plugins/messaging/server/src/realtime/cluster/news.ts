import { z } from '@strapi/utils';
import { roomEvent } from '../../wire/log';

const personId = z.string().min(1).max(64);
const personIds = z.array(personId).max(1_000);

/**
 * What servers tell each other, in the form in which it is taken: as if a client had sent it. Whoever can write to Redis can
 * tell us things, and a server of another version tells of what we do not know.
 */
export const news = z.discriminatedUnion('what', [
  /** An event was committed. */
  z.strictObject({ what: z.literal('event'), event: roomEvent }),
  /** People are to be told of a room that they have not opened. */
  z.strictObject({ what: z.literal('announced'), personIds, event: roomEvent }),
  z.strictObject({ what: z.literal('typing'), typing: z.strictObject({ roomId: z.string().max(64), userId: personId, isTyping: z.boolean() }), hiddenFrom: personIds }),
  /** These came or went, or may be seen by others than before: look at them again. */
  z.strictObject({ what: z.literal('presence'), personIds }),
  /** Tickets, or who looks at them, have changed. */
  z.strictObject({ what: z.literal('desk') }),
]);
export type News = z.output<typeof news>;

const message = z.strictObject({
  /** Which server tells it. */
  from: z.string().max(64),
  /** In which telling of the logs: a copy of the database that was left on the same Redis has the same rooms. */
  epoch: z.string().max(64),
  news: z.array(z.unknown()).max(10_000),
});

/** Longer than anything that we send. */
const LONGEST = 4 * 1_048_576;

/** What another server told; nothing where it is our own, of another epoch, or of a form that we do not know. */
export function readNews(text: string, { from, epoch }: { from: string; epoch: string }): News[] {
  const parsed = message.safeParse(asJson(text));
  if (!parsed.success || parsed.data.from === from || parsed.data.epoch !== epoch) return [];
  return parsed.data.news.flatMap((item) => {
    const one = news.safeParse(item);
    return one.success ? [one.data] : [];
  });
}

export const writeNews = (items: readonly string[], { from, epoch }: { from: string; epoch: string }): string =>
  `{"from":${JSON.stringify(from)},"epoch":${JSON.stringify(epoch)},"news":[${items.join(',')}]}`;

function asJson(text: string): unknown {
  if (text.length > LONGEST) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
