import { step } from '../../setup/steps.mjs';
import { layCable } from '../cable.ts';
import { openChat, type Line } from '../chatter.ts';
import { expect, until } from '../expect.ts';
import { createClient } from '../http.ts';
import type { Chapter, Stage } from '../play.ts';

const same = (a: readonly Line[], b: readonly Line[]) => JSON.stringify(a) === JSON.stringify(b);

export const chatAcrossACut = (stage: Stage): Chapter => ({
  title: 'A chat, and a connection that is lost in the middle of it',
  async play() {
    const [gbenga, hauwa] = await step('Gbenga and Hauwa register', () => Promise.all([stage.register('gbenga'), stage.register('hauwa')]));
    const api = createClient(stage.running.api, gbenga.token);
    const { data: room } = await api.post<{ data: { roomId: string } }>('/rooms', { kind: 'direct', memberIds: [hauwa.id] });
    const cable = await layCable(stage.running.url);
    const his = openChat(stage.running.url, gbenga, room.roomId);
    const hers = openChat(cable.url, hauwa, room.roomId);
    try {
      await step('They chat', async () => {
        await his.say('Did the parcel arrive?');
        const { seq } = await hers.say('This morning, thank you');
        await Promise.all([his.reaches(seq), hers.reaches(seq)]);
      });
      const unsent = await step('Her connection is cut; he writes five messages, she writes two that go nowhere', async (note): Promise<{ settled: Promise<PromiseSettledResult<Line>[]> }> => {
        await cable.cut();
        await until(() => Promise.resolve(hers.messaging.isConnected), (isConnected) => !isConnected, 'her client to notice');
        const settled = Promise.allSettled(['I have one more question', 'Are you still there?'].map((text) => hers.say(text)));
        for (const text of ['Good!', 'All of it?', 'The lamp, too?', 'It was packed by hand', 'Tell me when you are back']) await his.say(text);
        note(`he has ${his.lines.length} messages, she has ${hers.lines.length}`);
        return { settled };
      });
      const last = await step('She comes back: hers are sent once, in her order, and what she missed is there', async (note): Promise<number> => {
        await cable.mend();
        const [first, second] = (await unsent.settled).map((one) => (one.status === 'fulfilled' ? one.value.seq : Number.NaN));
        expect(second !== undefined && second - 1 === first, 'Her two messages were not sent one after the other.');
        await Promise.all([his.reaches(second), hers.reaches(second)]);
        note(`both have ${hers.lines.length}`);
        return second;
      });
      await step('What each of them has is exactly the log of the room', async (note) => {
        const { data: events } = await api.get<{ data: { seq: number; type: string; data: { text?: string } }[] }>(`/rooms/${room.roomId}/events?since=0&limit=200`);
        const log = events.flatMap(({ seq: place, type, data: { text = '' } }) => (type === 'message.created' ? [{ seq: place, text }] : []));
        expect(events.every((event, index) => event.seq === index + 1) && events.length === last, 'The log has a hole.');
        expect(same(log, his.lines) && same(log, hers.lines), `The log is ${JSON.stringify(log)}; he has ${JSON.stringify(his.lines)}, she has ${JSON.stringify(hers.lines)}.`);
        note(`${events.length} events, 1 to ${last} without a hole`);
      });
    } finally {
      his.messaging.close();
      hers.messaging.close();
      await cable.cut();
    }
  },
});
