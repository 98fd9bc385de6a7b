import { z } from '@strapi/utils';
import { defineAdminEndpoint } from '../validation/admin-endpoint';

const permission = 'plugin::kernel.people.link';
const id = z.string().min(1).max(64);
const link = z.object({
  id: z.string(),
  staff: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), email: z.string(), username: z.string() }),
  createdAt: z.iso.datetime(),
});

export const listPersonLinks = defineAdminEndpoint({
  id: 'listPersonLinks', method: 'GET', path: '/staff-links', permission,
  summary: 'Which members of staff also work through the API',
  request: {},
  responses: { 200: z.object({ data: z.array(link) }) },
});
export const createLink = defineAdminEndpoint({
  id: 'linkPerson', method: 'POST', path: '/staff-links', permission,
  summary: 'Declare a member of staff and an API user to be one person',
  request: { body: z.strictObject({ staffId: id, userId: id }) },
  responses: { 201: z.object({ data: link }) },
});
export const removeLink = defineAdminEndpoint({
  id: 'unlinkPerson', method: 'DELETE', path: '/staff-links/:id', permission,
  summary: 'Take such a link away',
  request: { params: z.object({ id }) },
  responses: { 200: z.object({ data: link }) },
});
