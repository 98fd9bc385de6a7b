import { createUser, eventually, type Answer, type HttpClient, type TestMail, type TestSandbox, type TestServer, type TestUser } from '../../support/index.ts';
import { guestCases } from './openapi-guest-cases.ts';
import { webhookCases } from './openapi-webhook-cases.ts';
import { attachmentCases } from './openapi-cases-attachments.ts';
import { ticketCases } from './openapi-ticket-cases.ts';
import { kycCases } from './openapi-kyc-cases.ts';
import { moderationCases } from './openapi-moderation.ts';

/** What the example requests of the endpoints work with. */
export interface World {
  server: TestServer;
  sandbox: TestSandbox;
  mail: TestMail;
  /** Signed in; made anew for each endpoint, so that no example disturbs another. */
  user: TestUser;
  /** Nobody is signed in. */
  guest: HttpClient;
}

export interface Case {
  /** A request that succeeds. */
  success(world: World): Promise<Answer<unknown>>;
  /** A request that is refused for a reason of this endpoint. */
  refusal(world: World): Promise<Answer<unknown>>;
}

interface Payment {
  data: { id: string; reference: string };
}

const pay = ({ user }: World) => user.http.post<Payment>('/api/payments', { body: { amountMinor: '500000', currency: 'NGN', metadata: { orderId: 'A-1001' } } });

/** A room with one other member. */
async function room({ server, user }: World): Promise<string> {
  const { id } = await createUser(server);
  const { body } = await user.http.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'group', memberIds: [id], title: 'Launch day' } });
  return body.data.roomId;
}
/** A message of one's own in it. */
async function message(world: World): Promise<string> {
  const { body } = await world.user.http.post<{ data: { messageId: string } }>(`/api/rooms/${await room(world)}/messages`, { body: { clientMessageId: 'one', text: 'Hello' } });
  return body.data.messageId;
}
const NO_MESSAGE = 'msg_01kaqz3v8m4t6w0c9e5r2b7n1d';
const NO_ROOM = 'room_01kaqz3v8m4t6w0c9e5r2b7n1d';

/** The code of a mail: what stands behind `code=` or `confirmation=` in its link. */
const mailedCode = ({ mail, user }: World) =>
  eventually(() => {
    const [message] = mail.mailbox.list({ to: user.email });
    return /(?:code|confirmation)=([\w-]+)/.exec(message?.text ?? '')?.[1];
  });

const NEW_PASSWORD = 'Kelp-Forest-5028';
const newPassword = { password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD };

/**
 * One request that succeeds and one that is refused for each endpoint, by its id. A new endpoint brings its own here; the
 * test says so where one is missing.
 */
export const cases: Record<string, Case> = {
  register: {
    success: ({ guest }) => guest.post('/api/auth/local/register', { body: { username: `ada-${Date.now()}`, email: `ada-${Date.now()}@example.com`, password: NEW_PASSWORD } }),
    refusal: ({ guest, user }) => guest.post('/api/auth/local/register', { body: { username: 'somebody-else', email: user.email, password: NEW_PASSWORD } }),
  },
  login: {
    success: ({ guest, user }) => guest.post('/api/auth/local', { body: { identifier: user.email, password: user.password } }),
    refusal: ({ guest, user }) => guest.post('/api/auth/local', { body: { identifier: user.email, password: 'wrong' } }),
  },
  refreshSession: {
    success: ({ guest, user }) => guest.post('/api/auth/refresh', { body: { refreshToken: user.refreshToken } }),
    refusal: ({ guest }) => guest.post('/api/auth/refresh', { body: { refreshToken: 'never given out' } }),
  },
  logout: {
    success: ({ user }) => user.http.post('/api/auth/logout', { body: { scope: 'all' } }),
    refusal: ({ guest }) => guest.post('/api/auth/logout'),
  },
  listSessions: {
    success: ({ user }) => user.http.get('/api/auth/sessions'),
    refusal: ({ guest }) => guest.get('/api/auth/sessions'),
  },
  endSession: {
    async success({ user }) {
      const { body } = await user.http.get<{ data: { id: string }[] }>('/api/auth/sessions');
      return user.http.delete(`/api/auth/sessions/${body.data[0]?.id ?? ''}`);
    },
    refusal: ({ guest }) => guest.delete('/api/auth/sessions/any'),
  },
  forgotPassword: {
    success: ({ guest, user }) => guest.post('/api/auth/forgot-password', { body: { email: user.email } }),
    refusal: ({ guest }) => guest.post('/api/auth/forgot-password', { body: { email: 'no address' } }),
  },
  resetPassword: {
    async success(world) {
      await world.guest.post('/api/auth/forgot-password', { body: { email: world.user.email } });
      return world.guest.post('/api/auth/reset-password', { body: { code: await mailedCode(world), ...newPassword } });
    },
    refusal: ({ guest }) => guest.post('/api/auth/reset-password', { body: { code: 'never given out', ...newPassword } }),
  },
  changePassword: {
    success: ({ user }) => user.http.post('/api/auth/change-password', { body: { currentPassword: user.password, ...newPassword } }),
    refusal: ({ user }) => user.http.post('/api/auth/change-password', { body: { currentPassword: 'wrong', ...newPassword } }),
  },
  sendEmailConfirmation: {
    success: ({ guest, user }) => guest.post('/api/auth/send-email-confirmation', { body: { email: user.email } }),
    refusal: ({ guest }) => guest.post('/api/auth/send-email-confirmation', { body: {} }),
  },
  confirmEmail: {
    async success(world) {
      await world.server.db.query('UPDATE up_users SET confirmed = false WHERE document_id = $1', [world.user.id]);
      await world.guest.post('/api/auth/send-email-confirmation', { body: { email: world.user.email } });
      return world.guest.get(`/api/auth/email-confirmation?confirmation=${await mailedCode(world)}`);
    },
    refusal: ({ guest }) => guest.get('/api/auth/email-confirmation?confirmation=never-given-out'),
  },
  me: {
    success: ({ user }) => user.http.get('/api/users/me'),
    refusal: ({ guest }) => guest.get('/api/users/me'),
  },
  createPayment: {
    success: pay,
    refusal: ({ user }) => user.http.post('/api/payments', { body: { amountMinor: '12.5', currency: 'NGN' } }),
  },
  getPayment: {
    success: async (world) => world.user.http.get(`/api/payments/${(await pay(world)).body.data.id}`),
    refusal: ({ user }) => user.http.get('/api/payments/pay_00000000000000000000000000'),
  },
  syncPayment: {
    success: async (world) => world.user.http.post(`/api/payments/${(await pay(world)).body.data.id}/sync`),
    refusal: ({ user }) => user.http.post('/api/payments/pay_00000000000000000000000000/sync'),
  },
  listTransactions: {
    async success(world) {
      await pay(world);
      return world.user.http.get('/api/transactions?limit=5&currency=NGN&kind=payment');
    },
    refusal: ({ user }) => user.http.get('/api/transactions?cursor=made-up'),
  },
  listWallets: {
    success: ({ user }) => user.http.get('/api/wallets'),
    refusal: ({ guest }) => guest.get('/api/wallets'),
  },
  listWalletEntries: {
    success: ({ user }) => user.http.get('/api/wallets/NGN/entries?limit=5'),
    refusal: ({ user }) => user.http.get('/api/wallets/GOLD/entries'),
  },
  ...webhookCases,
  ...guestCases,
  createRoom: {
    success: async ({ server, user }) => user.http.post('/api/rooms', { body: { kind: 'direct', memberIds: [(await createUser(server)).id] } }),
    refusal: ({ user }) => user.http.post('/api/rooms', { body: { kind: 'group', memberIds: [user.id] } }),
  },
  listRooms: {
    async success(world) {
      await room(world);
      return world.user.http.get('/api/rooms');
    },
    refusal: ({ user }) => user.http.get('/api/rooms?cursor=made-up'),
  },
  getRoom: {
    success: async (world) => world.user.http.get(`/api/rooms/${await room(world)}`),
    refusal: ({ user }) => user.http.get(`/api/rooms/${NO_ROOM}`),
  },
  readRoomEvents: {
    async success(world) {
      const roomId = await room(world);
      await world.user.http.post(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: 'one', text: 'Hello' } });
      return world.user.http.get(`/api/rooms/${roomId}/events?since=0`);
    },
    refusal: ({ user }) => user.http.get(`/api/rooms/${NO_ROOM}/events`),
  },
  ...attachmentCases,
  sendMessage: {
    success: async (world) => world.user.http.post(`/api/rooms/${await room(world)}/messages`, { body: { clientMessageId: 'one', text: 'Hello' } }),
    refusal: ({ user }) => user.http.post(`/api/rooms/${NO_ROOM}/messages`, { body: { clientMessageId: 'one', text: 'Hello' } }),
  },
  markRoomRead: {
    success: async (world) => world.user.http.put(`/api/rooms/${await room(world)}/read`, { body: { seq: 1 } }),
    refusal: ({ user }) => user.http.put(`/api/rooms/${NO_ROOM}/read`, { body: { seq: 1 } }),
  },
  tellTyping: {
    success: async (world) => world.user.http.post(`/api/rooms/${await room(world)}/typing`, { body: {} }),
    refusal: ({ user }) => user.http.post(`/api/rooms/${NO_ROOM}/typing`, { body: {} }),
  },
  syncRooms: {
    success: async (world) => world.user.http.post('/api/rooms/sync', { body: { rooms: { [await room(world)]: 0 }, epochs: {} } }),
    refusal: ({ user }) => user.http.post('/api/rooms/sync', { body: { rooms: {} } }),
  },
  editMessage: {
    success: async (world) => world.user.http.request('PATCH', `/api/messages/${await message(world)}`, { body: { text: 'Good morning' } }),
    refusal: ({ user }) => user.http.request('PATCH', `/api/messages/${NO_MESSAGE}`, { body: { text: 'Good morning' } }),
  },
  deleteMessage: {
    success: async (world) => world.user.http.delete(`/api/messages/${await message(world)}`),
    refusal: ({ user }) => user.http.delete(`/api/messages/${NO_MESSAGE}`),
  },
  listMessageVersions: {
    success: async (world) => world.user.http.get(`/api/messages/${await message(world)}/versions`),
    refusal: ({ user }) => user.http.get(`/api/messages/${NO_MESSAGE}/versions`),
  },
  addReaction: {
    success: async (world) => world.user.http.put(`/api/messages/${await message(world)}/reactions/👍`, {}),
    refusal: ({ user }) => user.http.put(`/api/messages/${NO_MESSAGE}/reactions/👍`, {}),
  },
  removeReaction: {
    success: async (world) => world.user.http.delete(`/api/messages/${await message(world)}/reactions/👍`),
    refusal: ({ user }) => user.http.delete(`/api/messages/${NO_MESSAGE}/reactions/👍`),
  },
  pinMessage: {
    success: async (world) => world.user.http.put(`/api/messages/${await message(world)}/pin`, {}),
    refusal: ({ user }) => user.http.put(`/api/messages/${NO_MESSAGE}/pin`, {}),
  },
  unpinMessage: {
    success: async (world) => world.user.http.delete(`/api/messages/${await message(world)}/pin`),
    refusal: ({ user }) => user.http.delete(`/api/messages/${NO_MESSAGE}/pin`),
  },
  listPins: {
    async success(world) {
      const roomId = await room(world);
      const { body } = await world.user.http.post<{ data: { messageId: string } }>(`/api/rooms/${roomId}/messages`, { body: { clientMessageId: 'one', text: 'Hello' } });
      await world.user.http.put(`/api/messages/${body.data.messageId}/pin`, {});
      return world.user.http.get(`/api/rooms/${roomId}/pins`);
    },
    refusal: ({ user }) => user.http.get(`/api/rooms/${NO_ROOM}/pins`),
  },
  changeRoom: {
    success: async (world) => world.user.http.patch(`/api/rooms/${await room(world)}`, { body: { title: 'Landing day' } }),
    refusal: ({ user }) => user.http.patch(`/api/rooms/${NO_ROOM}`, { body: { title: 'Landing day' } }),
  },
  addRoomMembers: {
    success: async (world) => world.user.http.post(`/api/rooms/${await room(world)}/members`, { body: { userIds: [(await createUser(world.server)).id] } }),
    refusal: ({ user }) => user.http.post(`/api/rooms/${NO_ROOM}/members`, { body: { userIds: [user.id] } }),
  },
  removeRoomMember: {
    success: async (world) => world.user.http.delete(`/api/rooms/${await room(world)}/members/${world.user.id}`),
    refusal: ({ user }) => user.http.delete(`/api/rooms/${NO_ROOM}/members/${user.id}`),
  },
  getPresence: {
    success: ({ user }) => user.http.get(`/api/presence?userIds=${user.id}`),
    refusal: ({ user }) => user.http.get('/api/presence?userIds=17'),
  },
  putBlock: {
    success: async ({ server, user }) => user.http.put(`/api/blocks/${(await createUser(server)).id}`, {}),
    refusal: ({ user }) => user.http.put(`/api/blocks/${user.id}`, {}),
  },
  deleteBlock: {
    success: async ({ server, user }) => user.http.delete(`/api/blocks/${(await createUser(server)).id}`),
    refusal: ({ user }) => user.http.delete('/api/blocks/17'),
  },
  listBlocks: {
    async success({ server, user }) {
      await user.http.put(`/api/blocks/${(await createUser(server)).id}`, {});
      return user.http.get('/api/blocks');
    },
    refusal: ({ user }) => user.http.get('/api/blocks?cursor=made-up'),
  },
  searchMessages: {
    async success(world) {
      await message(world);
      return world.user.http.get('/api/messages/search?q=hello');
    },
    refusal: ({ user }) => user.http.get('/api/messages/search?q=hello&cursor=made-up'),
  },
  ...ticketCases,
  ...kycCases,
  ...moderationCases,
};
