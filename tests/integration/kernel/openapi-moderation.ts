import { createUser, type HttpClient } from '../../support/index.ts';
import type { Case, World } from './openapi-cases.ts';

/** A room of one's own in which somebody else has said something. */
async function messageOfAnother({ server, user }: World): Promise<string> {
  const another = await createUser(server);
  const { body } = await user.http.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'group', memberIds: [another.id] } });
  const sent = await another.http.post<{ data: { messageId: string } }>(`/api/rooms/${body.data.roomId}/messages`, { body: { clientMessageId: 'one', text: 'Hello' } });
  return sent.body.data.messageId;
}
async function report(world: World): Promise<{ reportId: string; messageId: string }> {
  const messageId = await messageOfAnother(world);
  const { body } = await world.user.http.post<{ data: { reportId: string } }>(`/api/messages/${messageId}/reports`, { body: { reason: 'spam' } });
  return { reportId: body.data.reportId, messageId };
}
const moderator = async ({ server }: World): Promise<HttpClient> => (await createUser(server, { role: 'moderator' })).http;
const mute = async (by: HttpClient, { user }: World) =>
  by.post<{ data: { id: string } }>('/api/moderation/sanctions', { body: { userId: user.id, kind: 'mute', until: new Date(Date.now() + 3_600_000).toISOString(), reason: 'Insults' } });
const NO_REPORT = 'rep_01kaqz3v8m4t6w0c9e5r2b7n1d';
const NO_MESSAGE = 'msg_01kaqz3v8m4t6w0c9e5r2b7n1d';
const NO_ROOM = 'room_01kaqz3v8m4t6w0c9e5r2b7n1d';

async function roomOf({ server, user }: World): Promise<string> {
  const { body } = await user.http.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'group', memberIds: [(await createUser(server)).id] } });
  return body.data.roomId;
}

/** Reports and what moderators do about them. */
export const moderationCases: Record<string, Case> = {
  reportMessage: {
    success: async (world) => world.user.http.post(`/api/messages/${await messageOfAnother(world)}/reports`, { body: { reason: 'spam', comment: 'Third time today' } }),
    refusal: ({ user }) => user.http.post(`/api/messages/${NO_MESSAGE}/reports`, { body: { reason: 'spam' } }),
  },
  listOwnSanctions: {
    async success(world) {
      await mute(await moderator(world), world);
      return world.user.http.get('/api/sanctions');
    },
    refusal: ({ user }) => user.http.get('/api/sanctions?cursor=made-up'),
  },
  setSlowMode: {
    success: async (world) => world.user.http.put(`/api/rooms/${await roomOf(world)}/slow-mode`, { body: { seconds: 30 } }),
    refusal: ({ user }) => user.http.put(`/api/rooms/${NO_ROOM}/slow-mode`, { body: { seconds: 30 } }),
  },
  listReports: {
    async success(world) {
      await report(world);
      return (await moderator(world)).get('/api/moderation/reports');
    },
    refusal: ({ user }) => user.http.get('/api/moderation/reports'),
  },
  readReport: {
    success: async (world) => (await moderator(world)).get(`/api/moderation/reports/${(await report(world)).reportId}`),
    refusal: async (world) => (await moderator(world)).get(`/api/moderation/reports/${NO_REPORT}`),
  },
  resolveReport: {
    success: async (world) => (await moderator(world)).post(`/api/moderation/reports/${(await report(world)).reportId}/resolution`, { body: { outcome: 'removed', note: 'Counterfeit cards' } }),
    refusal: async (world) => (await moderator(world)).post(`/api/moderation/reports/${NO_REPORT}/resolution`, { body: { outcome: 'removed' } }),
  },
  removeMessage: {
    success: async (world) => (await moderator(world)).post(`/api/moderation/messages/${(await report(world)).messageId}/removal`, { body: { reason: 'Counterfeit cards' } }),
    refusal: async (world) => (await moderator(world)).post(`/api/moderation/messages/${NO_MESSAGE}/removal`, { body: { reason: 'Counterfeit cards' } }),
  },
  searchSanctions: {
    async success(world) {
      const by = await moderator(world);
      await mute(by, world);
      return by.get(`/api/moderation/sanctions?userId=${world.user.id}`);
    },
    refusal: ({ user }) => user.http.get('/api/moderation/sanctions'),
  },
  createSanction: {
    success: async (world) => mute(await moderator(world), world),
    refusal: (world) => mute(world.user.http, world),
  },
  liftSanction: {
    async success(world) {
      const by = await moderator(world);
      return by.delete(`/api/moderation/sanctions/${(await mute(by, world)).body.data.id}`);
    },
    refusal: async (world) => (await moderator(world)).delete('/api/moderation/sanctions/san_01kaqz3v8m4t6w0c9e5r2b7n1d'),
  },
};
