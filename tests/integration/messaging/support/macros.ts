import { randomBytes } from 'node:crypto';
import type { TestStaff } from '../../../access/people.ts';
import type { Answer } from '../../../support/index.ts';
import { newClientId } from './rooms.ts';
import type { One, StaffTicketOut } from './tickets.ts';

export interface MacroOut {
  id: string;
  name: string;
  steps: object[];
  isPersonal: boolean;
}
export interface PreviewOut {
  revision: string;
  steps: { act: string; text: string | null }[];
  refusal: { step: number; code: string; reason: string } | null;
}

export const writeMacro = (staff: TestStaff, steps: object[], body: object = {}): Promise<Answer<One<MacroOut>>> =>
  staff.http.post('/messaging/macros', { body: { name: `Macro ${randomBytes(4).toString('hex')}`, steps, ...body } });

export async function createMacro(staff: TestStaff, steps: object[], body: object = {}): Promise<MacroOut> {
  const { status, body: answer } = await writeMacro(staff, steps, body);
  if (status !== 201) throw new Error(`Answered with ${status}: ${JSON.stringify(answer)}`);
  return answer.data;
}

export const previewed = (staff: TestStaff, ticketId: string, macroId: string): Promise<Answer<One<PreviewOut>>> => staff.http.get(`/messaging/tickets/${ticketId}/macros/${macroId}`);
export const runMacro = (staff: TestStaff, ticketId: string, macroId: string, body: object = {}): Promise<Answer<One<StaffTicketOut>>> =>
  staff.http.post(`/messaging/tickets/${ticketId}/macros/${macroId}`, { body: { clientActId: newClientId(), ...body } });
