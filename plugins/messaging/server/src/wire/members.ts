import { z } from '@strapi/utils';
import { roomId, userId } from './ids';
import { title } from './rooms';

const MOST_AT_ONCE = 100;

export const newMembers = z.strictObject({ userIds: z.array(userId).min(1).max(MOST_AT_ONCE) });
export const addMembers = newMembers.extend({ roomId });
export const removeMember = z.strictObject({ roomId, userId });
export const changeRoom = z.strictObject({ title: title.nullable().meta({ description: 'null for none', example: 'Launch day' }) });
