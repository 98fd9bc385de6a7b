import type { TestStaff } from '../../../access/people.ts';
import { PDF, type AttachmentOut, type Uploaded } from './attachments.ts';

type Room = 'conversation' | 'staff';

export const staffUpload = (staff: TestStaff, ticketId: string, room: Room, bytes: Uint8Array, name = 'receipt.pdf'): Promise<Uploaded> =>
  staff.http.post(`/messaging/tickets/${ticketId}/attachments?${new URLSearchParams({ room, name }).toString()}`, { body: bytes, headers: { 'content-type': 'application/octet-stream' } });

/** Uploads what must be taken. */
export async function staffUploaded(staff: TestStaff, ticketId: string, room: Room, bytes: Uint8Array = PDF, name?: string): Promise<AttachmentOut> {
  const { status, body } = await staffUpload(staff, ticketId, room, bytes, name);
  if (status !== 201) throw new Error(`An upload of the staff was answered with ${status}: ${JSON.stringify(body)}`);
  return body.data;
}

/** A link that must be given. */
export async function linkFor(staff: TestStaff, ticketId: string, attachmentId: string): Promise<string> {
  const { status, body } = await staff.http.get<{ data: { url: string } }>(`/messaging/tickets/${ticketId}/attachments/${attachmentId}`);
  if (status !== 200) throw new Error(`A link was answered with ${status}: ${JSON.stringify(body)}`);
  return body.data.url;
}

export const discard = (staff: TestStaff, ticketId: string, attachmentId: string) => staff.http.delete<unknown>(`/messaging/tickets/${ticketId}/attachments/${attachmentId}`);
