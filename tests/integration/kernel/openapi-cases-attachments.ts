import { createUser } from '../../support/index.ts';
import type { Case, World } from './openapi-cases.ts';

const NO_ATTACHMENT = 'att_01kaqz3v8m4t6w0c9e5r2b7n1d';

/** Uploads to a room with one other member. */
async function upload({ server, user }: World, name: string, text: string) {
  const { id } = await createUser(server);
  const { body } = await user.http.post<{ data: { roomId: string } }>('/api/rooms', { body: { kind: 'group', memberIds: [id] } });
  return user.http.post<{ data: { id: string } }>(`/api/attachments?roomId=${body.data.roomId}&name=${name}`, { body: text });
}

/** Of the endpoints of attachments, by id. */
export const attachmentCases: Record<string, Case> = {
  uploadAttachment: {
    success: (world) => upload(world, 'note.txt', 'Hello'),
    refusal: (world) => upload(world, 'page.html', '<!DOCTYPE html>'),
  },
  linkAttachment: {
    success: async (world) => world.user.http.get(`/api/attachments/${(await upload(world, 'note.txt', 'Hello')).body.data.id}`),
    refusal: ({ user }) => user.http.get(`/api/attachments/${NO_ATTACHMENT}`),
  },
  readAttachment: {
    async success(world) {
      const { id } = (await upload(world, 'note.txt', 'Hello')).body.data;
      const { body } = await world.user.http.get<{ data: { url: string } }>(`/api/attachments/${id}`);
      const { pathname, search } = new URL(body.data.url);
      return world.guest.get(`${pathname}${search}`);
    },
    refusal: ({ guest, user }) => guest.get(`/api/attachments/${NO_ATTACHMENT}/content?viewer=${user.id}&expires=1795370400&signature=made-up`),
  },
};
