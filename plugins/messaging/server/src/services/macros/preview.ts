import type { Core } from '@strapi/strapi';
import { MangroveError } from '#kernel';
import type { StaffViewer } from '../../domain/person';
import { actOnTicket } from '../tickets/act';
import { findTicket } from '../tickets/find';
import { readyMacro } from './macros';
import { doSteps, peopleOfMacro } from './run';

export interface MacroPreview {
  revision: string;
  steps: { act: string; text: string | null }[];
  /** Why nothing would be done now. */
  refusal: { step: number; code: string; reason: string } | null;
}

/** Undoes what a preview has tried. */
class OnlyTried extends Error {}

/**
 * What a macro would do to a ticket: it is done, and undone before anybody sees it. So whoever looks learns exactly what
 * running it would be answered.
 *
 * @throws NotFound
 */
export async function previewMacro(strapi: Core.Strapi, actor: StaffViewer, ticketId: string, macroId: string): Promise<MacroPreview> {
  const ticket = await findTicket(strapi, actor, ticketId);
  const macro = await readyMacro(strapi, actor, macroId);
  const people = await peopleOfMacro(strapi, macro, ticket, actor);
  // What is not reached is shown as it is written.
  const said = new Map(macro.steps.flatMap(({ text }, place) => (text === undefined ? [] : [[place, text] as const])));
  const refusal = await actOnTicket(strapi, actor, { ticketId }, async (act) => {
    await doSteps(act, actor, macro, people, (place, text) => said.set(place, text));
    throw new OnlyTried();
  }).catch(refusalOf);
  return { revision: macro.revision, steps: macro.steps.map(({ step: { act } }, place) => ({ act, text: said.get(place) ?? null })), refusal };
}

function refusalOf(error: unknown): MacroPreview['refusal'] {
  if (error instanceof OnlyTried) return null;
  const { step, code, reason } = error instanceof MangroveError ? (error.details as Record<string, unknown>) : {};
  if (typeof step !== 'number' || typeof code !== 'string' || typeof reason !== 'string') throw error;
  return { step, code, reason };
}
