import { roomEventTypes } from '../../domain/event-types';
import { roomEvent } from '../../wire/log';
import { readNews, writeNews, type News } from './news';

const epoch = 'ep_1';
const here = { from: 'node_here', epoch };
const there = { from: 'node_there', epoch };
const roomId = `room_${'0'.repeat(26)}`;
const userId = `usr_${'0'.repeat(26)}`;
const typing: News = { what: 'typing', typing: { roomId, userId, isTyping: true }, hiddenFrom: [] };
const read: News = { what: 'event', event: { roomId, epoch, seq: 7, type: 'read.moved', actorId: userId, at: '2026-11-22T18:00:00.000Z', data: { seq: 6 } } };
const told = (items: readonly unknown[], by = there) => writeNews(items.map((item) => JSON.stringify(item)), by);

describe('what servers tell each other', () => {
  it('arrives as it was told, in order', () => {
    expect(readNews(told([typing, read]), here)).toEqual([typing, read]);
  });

  it('is nothing to who told it, nor to another telling of the logs', () => {
    expect(readNews(told([typing], here), here)).toEqual([]);
    expect(readNews(told([typing], { ...there, epoch: 'ep_2' }), here)).toEqual([]);
  });

  it('loses what is not of a form that is known, and nothing beside it', () => {
    const strange = [null, 7, {}, { what: 'shutdown' }, { ...typing, more: 1 }, { what: 'event', event: { ...(read as { event: object }).event, type: 'no.such' } }, { what: 'presence', personIds: 'usr' }];
    expect(readNews(told([...strange, read, ...strange, typing]), here)).toEqual([read, typing]);
  });

  it.each(['', '{', 'null', '7', '[]', '{"from":"x"}', `{"from":"x","epoch":"${epoch}","news":{}}`, '['.repeat(100_000), `"${'x'.repeat(5_000_000)}"`])('is nothing where it is no message (%#)', (text) => {
    expect(readNews(text, here)).toEqual([]);
  });

  it('is of every type of event that a log holds', () => {
    expect(roomEvent.options.map(({ shape }) => shape.type.value).sort()).toEqual(Object.keys(roomEventTypes).sort());
  });
});
