import type { Core } from '@strapi/strapi';
import { audit, MangroveError, sql, type Sql } from '#kernel';
import { MacroActReused, MacroChanged, MacroForbidden, MacroRefused } from '../../domain/macro-errors';
import type { StaffViewer } from '../../domain/person';
import type { TemplateValues } from '../../domain/template';
import { peopleFor } from '../canned-replies/fill-in';
import { actOnTicket, type TicketAct } from '../tickets/act';
import { findTicket } from '../tickets/find';
import { doStep } from './do-step';
import { readyMacro, type ReadyMacro } from './macros';

export interface MacroRun {
  macroId: string;
  /** Of the client's own making: a repeat with the same one does nothing. */
  clientActId: string;
  /** Of the form that its user has looked at. */
  revision?: string | undefined;
}

/** What the texts of a macro say of people. */
export const peopleOfMacro = (strapi: Core.Strapi, { steps }: ReadyMacro, ticket: { requesterId: string }, actor: StaffViewer): Promise<TemplateValues> =>
  peopleFor(strapi, steps.flatMap(({ text }) => text ?? []), ticket, actor.id);

/** Does all steps. @throws MacroRefused, MacroForbidden: which step cannot be done, and why */
export async function doSteps(act: TicketAct, actor: StaffViewer, { steps }: ReadyMacro, people: TemplateValues, onSaid: (place: number, text: string) => void = () => undefined): Promise<void> {
  for (const [place, ready] of steps.entries()) {
    try {
      await doStep(act, actor, ready, people, (text) => onSaid(place, text));
    } catch (error) {
      if (!(error instanceof MangroveError) || error.status >= 500) throw error;
      const undone = { step: place + 1, act: ready.step.act, code: error.code, reason: error.message };
      throw error.status === 403 ? new MacroForbidden(undone) : new MacroRefused(undone);
    }
  }
}

/** @throws MacroActReused */
async function wasRun(db: Sql, ticketRow: number, { id }: StaffViewer, { macroId, clientActId }: MacroRun): Promise<boolean> {
  const [run] = await db.query<{ macro_id: string }>('SELECT macro_id FROM macro_runs WHERE ticket_id = $1 AND actor = $2 AND client_act_id = $3', [ticketRow, id, clientActId]);
  if (run && run.macro_id !== macroId) throw new MacroActReused();
  return run !== undefined;
}

/**
 * Does to a ticket all that a macro says, in one transaction, or nothing. Each change is what the same act would be by
 * itself: it takes the same permission, and stands in the log as that does. The audit says which macro it was.
 *
 * @throws NotFound, MacroChanged, MacroActReused; MacroRefused, MacroForbidden
 */
export async function runMacro(strapi: Core.Strapi, actor: StaffViewer, ticketId: string, run: MacroRun): Promise<void> {
  const { rowId, requesterId } = await findTicket(strapi, actor, ticketId);
  // Before anything is looked up: the macro may be another by now, or gone, and it was done nevertheless.
  if (await wasRun(sql(strapi), rowId, actor, run)) return;
  const macro = await readyMacro(strapi, actor, run.macroId);
  if (run.revision !== undefined && run.revision !== macro.revision) throw new MacroChanged();
  const people = await peopleOfMacro(strapi, macro, { requesterId }, actor);
  await actOnTicket(strapi, actor, { ticketId }, async (act) => {
    // The ticket is held: of two at once, the second finds the first.
    if (await wasRun(act.tx, rowId, actor, run)) return;
    await act.tx.execute('INSERT INTO macro_runs (ticket_id, actor, client_act_id, macro_id, at) VALUES ($1, $2, $3, $4, $5)', [rowId, actor.id, run.clientActId, macro.id, act.at]);
    await doSteps(act, actor, macro, people);
    await audit(act.tx, { action: 'ticket.macro_run', subject: { type: 'ticket', id: ticketId }, data: { macroId: macro.id, name: macro.name, revision: macro.revision } });
  });
}
