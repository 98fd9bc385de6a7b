import type { TestStaff } from '../../../access/people.ts';
import type { Answer } from '../../../support/index.ts';
import type { One } from './tickets.ts';

export interface CannedReplyOut {
  id: string;
  shortcut: string;
  title: string;
  text: string;
  language: string | null;
  isPersonal: boolean;
}

/** Another shortcut each time. */
let count = 0;
const newShortcut = () => `shortcut-${(count += 1)}`;

export const writeReply = (staff: TestStaff, body: object = {}): Promise<Answer<One<CannedReplyOut>>> =>
  staff.http.post('/messaging/canned-replies', { body: { shortcut: newShortcut(), title: 'A reply', text: 'Good morning', ...body } });

export async function createReply(staff: TestStaff, body: object = {}): Promise<CannedReplyOut> {
  const { status, body: answer } = await writeReply(staff, body);
  if (status !== 201) throw new Error(`Answered with ${status}: ${JSON.stringify(answer)}`);
  return answer.data;
}

export const rendered = (staff: TestStaff, ticketId: string, id: string): Promise<Answer<One<{ text: string }>>> => staff.http.get(`/messaging/tickets/${ticketId}/canned-replies/${id}`);
