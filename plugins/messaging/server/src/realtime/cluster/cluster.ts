import type { Core } from '@strapi/strapi';
import { newId } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import { currentEpoch } from '../../services/log/epoch';
import { feed } from '../../services/log/feed';
import { onRoomAnnounced } from '../../services/rooms/announce';
import { onTicketsChanged } from '../../services/tickets/watch';
import { onTyping } from '../../services/typing';
import type { LocalSockets } from '../emit';
import { createSharedPresence, type SharedPresence } from '../presence/shared-presence';
import { createDoorbell } from './doorbell';
import { readNews, writeNews, type News } from './news';
import { connectRedis } from './redis';
import { createTeller } from './teller';

/** What other servers are to this one; of a server on its own, nobody. */
export interface Cluster {
  presence: SharedPresence | undefined;
  /** Has the others look at these people again. */
  tellPresence(personIds: readonly string[]): void;
  stop(): void;
}

/** What is to be done here about what others say. */
export interface Hearers extends LocalSockets {
  /** Tickets, or who looks at them, have changed. */
  desk(): void;
  lookAgain(personIds: readonly string[]): void;
  /** Redis is there again, perhaps empty. */
  isBack(): void;
}

export const alone: Cluster = { presence: undefined, tellPresence: () => undefined, stop: () => undefined };

/**
 * Tells the other servers what happens here, and this one's sockets what happens there. Only faster than without: whatever
 * enters a log is found by the sweep, and the rest may be lost.
 */
export function joinCluster(strapi: Core.Strapi, redisUrl: string, hearers: Hearers): Cluster {
  const from = newId('node');
  const epoch = () => currentEpoch(strapi);
  const doorbell = createDoorbell({
    url: redisUrl,
    onRing(text) {
      // Nothing that comes in this way may end the process.
      try {
        readNews(text, { from, epoch: epoch() }).forEach(hear);
      } catch (error) {
        strapi.log.error('What another server told could not be passed on.', { error });
      }
    },
    onChange: (isReady, error) => {
      if (isReady) strapi.log.info('Servers tell each other of messages through Redis.');
      else strapi.log.warn('Redis does not answer; messages of other servers come with the sweep.', { error: error?.message });
    },
  });
  const teller = createTeller(doorbell, (items) => writeNews(items, { from, epoch: epoch() }));
  const tell = (news: readonly News[]) => teller.tell(news);

  function hear(news: News): void {
    switch (news.what) {
      // The schema has checked that the data belongs to the type; its own type does not say so.
      case 'event':
        feed(strapi).heard([news.event as RoomEvent]);
        return;
      case 'announced':
        hearers.announce(news.personIds, news.event as RoomEvent);
        hearers.lookAgain(news.personIds);
        return;
      case 'typing':
        hearers.typing(news);
        return;
      case 'desk':
        hearers.desk();
        return;
      case 'presence':
        hearers.lookAgain(news.personIds);
    }
  }

  feed(strapi).onCommitted((events) => tell(events.map((event) => ({ what: 'event', event }))));
  onRoomAnnounced(strapi, (personIds, event) => tell([{ what: 'announced', personIds: [...personIds], event }]));
  onTyping(strapi, (told) => tell([{ what: 'typing', ...told }]));
  onTicketsChanged(strapi, () => tell([{ what: 'desk' }]));

  const store = connectRedis(redisUrl, 'mangrove-presence');
  let warnedAtMs = -Infinity;
  const onError = (error: unknown) => {
    if (performance.now() - warnedAtMs < WARN_EVERY_MS) return;
    warnedAtMs = performance.now();
    strapi.log.warn('Redis does not keep who is online; of other servers, what was known counts for a while.', { error });
  };
  store.on('error', onError);
  store.on('ready', () => hearers.isBack());
  return {
    presence: createSharedPresence(store, { server: from, prefix: () => `mangrove:presence:${epoch()}`, onError }),
    tellPresence: (personIds) => tell(inParts(personIds)),
    stop() {
      doorbell.stop();
      store.disconnect();
    },
  };
}

/** While Redis is away there is an error a second. */
const WARN_EVERY_MS = 60_000;
const MOST_OF_A_PART = 1_000;

function inParts(personIds: readonly string[]): News[] {
  const parts: News[] = [];
  for (let from = 0; from < personIds.length; from += MOST_OF_A_PART) parts.push({ what: 'presence', personIds: personIds.slice(from, from + MOST_OF_A_PART) });
  return parts;
}
