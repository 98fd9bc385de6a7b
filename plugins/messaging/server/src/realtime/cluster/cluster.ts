import type { Core } from '@strapi/strapi';
import { newId } from '#kernel';
import type { RoomEvent } from '../../domain/event-types';
import { currentEpoch } from '../../services/log/epoch';
import { feed } from '../../services/log/feed';
import { onRoomAnnounced } from '../../services/rooms/announce';
import { onTyping } from '../../services/typing';
import type { LocalSockets } from '../emit';
import { createDoorbell } from './doorbell';
import { readNews, writeNews, type News } from './news';
import { createTeller } from './teller';

/**
 * Tells the other servers what happens here, and this one's sockets what happens there. Only faster than without: whatever
 * enters a log is found by the sweep, and the rest may be lost.
 *
 * @returns a function that stops it.
 */
export function joinCluster(strapi: Core.Strapi, redisUrl: string, sockets: LocalSockets): () => void {
  const from = newId('node');
  const epoch = () => currentEpoch(strapi);
  const doorbell = createDoorbell({
    url: redisUrl,
    onRing: (text) => hear(readNews(text, { from, epoch: epoch() })),
    onChange: (isReady, error) => {
      if (isReady) strapi.log.info('Servers tell each other of messages through Redis.');
      else strapi.log.warn('Redis does not answer; messages of other servers come with the sweep.', { error: error?.message });
    },
  });
  const teller = createTeller(doorbell, (items) => writeNews(items, { from, epoch: epoch() }));
  const tell = (news: readonly News[]) => teller.tell(news);

  function hear(news: readonly News[]): void {
    for (const one of news) {
      // The schema has checked that the data belongs to the type; its own type does not say so.
      if (one.what === 'event') feed(strapi).heard([one.event as RoomEvent]);
      else if (one.what === 'announced') sockets.announce(one.personIds, one.event as RoomEvent);
      else sockets.typing(one.typing);
    }
  }

  feed(strapi).onCommitted((events) => tell(events.map((event) => ({ what: 'event', event }))));
  onRoomAnnounced(strapi, (personIds, event) => tell([{ what: 'announced', personIds: [...personIds], event }]));
  onTyping(strapi, (typing) => tell([{ what: 'typing', typing }]));
  return () => doorbell.stop();
}
