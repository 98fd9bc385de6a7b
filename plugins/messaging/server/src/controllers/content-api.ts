import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { idempotencyToken, input } from '#kernel';
import * as endpoints from '../http/endpoints';
import { changeRoom as changeRoomEndpoint } from '../http/members';
import { sendMessage } from '../services/log/send';
import { markRead } from '../services/read-positions';
import { changeRoom } from '../services/rooms/change';
import { createRoom, tokenOf } from '../services/rooms/create';
import { findRoom, listRooms } from '../services/rooms/list';
import { readPage } from '../services/rooms/page';
import { syncRooms } from '../services/rooms/sync';
import { tellTyping } from '../services/typing';
import { attachment } from './attachments';
import { block } from './blocks';
import { guest } from './guests';
import { mail } from './inbound-mail';
import { member } from './members';
import { messageChanges } from './messages';
import { moderation } from './moderation';
import { presence } from './presence';
import { reactions } from './reactions';
import { report, sanction, slowMode } from './reports';
import { ticket } from './tickets';
import { viewer } from './viewer';

const room = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context) {
    const { clientRoomId, ...body } = input(endpoints.createRoom, ctx).body;
    const creator = viewer(ctx);
    const token = clientRoomId === undefined ? idempotencyToken(ctx) : tokenOf(creator, clientRoomId);
    const { roomId, isNew } = await createRoom(strapi, creator, { ...body, idempotencyToken: token });
    ctx.status = isNew ? 201 : 200;
    ctx.body = { data: { roomId } };
  },

  async find(ctx: Context) {
    const { limit, cursor } = input(endpoints.listRooms, ctx).query;
    ctx.body = await listRooms(strapi, viewer(ctx), limit, cursor);
  },

  async findOne(ctx: Context) {
    const { params } = input(endpoints.getRoom, ctx);
    ctx.body = { data: await findRoom(strapi, viewer(ctx), params.id) };
  },

  async update(ctx: Context) {
    const { params, body } = input(changeRoomEndpoint, ctx);
    ctx.body = { data: await changeRoom(strapi, viewer(ctx), params.id, body.title) };
  },

  async read(ctx: Context) {
    const { params, body } = input(endpoints.markRead, ctx);
    ctx.body = { data: await markRead(strapi, viewer(ctx), params.id, body.seq) };
  },

  async typing(ctx: Context) {
    const { params, body } = input(endpoints.tellTyping, ctx);
    await tellTyping(strapi, viewer(ctx), params.id, body.isTyping ?? true);
    ctx.status = 204;
  },

  async sync(ctx: Context) {
    const { rooms, epochs } = input(endpoints.syncRooms, ctx).body;
    const known = new Map(Object.entries(rooms).map(([roomId, since]) => [roomId, { since, epoch: epochs?.[roomId] }]));
    ctx.body = { data: { rooms: Object.fromEntries(await syncRooms(strapi, viewer(ctx), known)) } };
  },
});

const event = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    const { params, query } = input(endpoints.readEvents, ctx);
    ctx.body = await readPage(strapi, viewer(ctx), params.id, query);
  },
});

const message = ({ strapi }: { strapi: Core.Strapi }) => ({
  ...messageChanges({ strapi }),
  ...reactions({ strapi }),

  async send(ctx: Context) {
    const { params, body } = input(endpoints.sendMessage, ctx);
    const { seq, messageId, isRepeated } = await sendMessage(strapi, viewer(ctx), { roomId: params.id, ...body });
    ctx.status = isRepeated ? 200 : 201;
    ctx.body = { data: { seq, messageId } };
  },
});

export default { attachment, block, guest, mail, room, event, member, message, presence, ticket, report, sanction, slowMode, moderation };
