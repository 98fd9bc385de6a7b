import { z } from '@strapi/utils';
import { defineEndpoint } from '#kernel';
import { askedUserIds, presenceByPerson } from '../wire/presence';

export const getPresence = defineEndpoint({
  id: 'getPresence', method: 'GET', path: '/presence', tag: 'Presence', summary: 'Who of these people is there',
  description: 'Connected with any device, or within the last five seconds. Who shares no room with you, or has a block between you, is `offline` for you, as who does not exist.',
  request: { query: z.strictObject({ userIds: askedUserIds }) },
  responses: { 200: z.strictObject({ data: z.strictObject({ presence: presenceByPerson }) }) },
  errors: [],
  access: 'user',
});
