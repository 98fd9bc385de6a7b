import { z } from '@strapi/utils';
import { cursorSchema, limitSchema, nextCursorSchema } from '#kernel';
import { REPORT_REASONS } from '../domain/report';
import { messageId, roomId, userId } from '../wire/ids';
import { concerned, report, reportFile, reportId, sanction, sanctionId } from '../wire/moderation';

export const ofReport = z.object({ id: reportId });
export const ofSanction = z.object({ id: sanctionId });
export const ofMessage = z.object({ id: messageId });
export const inRoom = z.object({ id: roomId });

const meta = z.strictObject({ nextCursor: nextCursorSchema });
export const reportPage = z.strictObject({ data: z.array(report), meta });
export const sanctionPage = z.strictObject({ data: z.array(sanction), meta });
/** Staff are told by what names those concerned are known. */
const staffMeta = meta.extend(concerned);
export const staffReportPage = reportPage.extend({ meta: staffMeta });
export const staffSanctionPage = sanctionPage.extend({ meta: staffMeta });
export const staffReportFile = z.strictObject({ data: reportFile, meta: z.strictObject(concerned) });

export const reportsQuery = z.strictObject({
  state: z.enum(['open', 'settled']).optional().transform((state) => state ?? 'open').meta({ description: '`open` if absent', example: 'open' }),
  reason: z.enum(REPORT_REASONS).optional(),
  roomId: roomId.optional(),
  authorId: userId.optional().meta({ description: 'Who wrote the message' }),
  limit: limitSchema,
  cursor: cursorSchema.optional(),
});

export const sanctionsQuery = z.strictObject({
  userId: userId.optional(),
  roomId: roomId.optional(),
  state: z.enum(['active', 'all']).optional().transform((state) => state ?? 'active').meta({ description: '`active` if absent', example: 'active' }),
  limit: limitSchema,
  cursor: cursorSchema.optional(),
});
