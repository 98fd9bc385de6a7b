import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { Applicant, newNumber } from '../integration/kyc/support/applicant.ts';
import { photo, uploaded } from '../integration/kyc/support/documents.ts';
import { eventually, type TestServer } from '../support/index.ts';

const specimen = (name: string) => readFile(path.join('tests/support/mrz/specimens', `${name}.jpg`));

/** As it stands on the passport of `passport-flat`. */
export const ON_PASSPORT = { firstName: 'Anna Maria', lastName: 'Eriksson', dateOfBirth: '1974-08-12', country: 'NG', address: '14 Marina Road, Lagos' };

/** A bill of two pages. */
async function bill(): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (const words of ['Lagos Water: bill of November', 'Lagos Water: what you have used']) pdf.addPage([420, 595]).drawText(words, { x: 40, y: 520, size: 16 });
  return Buffer.from(await pdf.save());
}

/** Sends the passport of Anna Maria Eriksson, seen at an angle or from the front. @returns the id of the document */
export const sendPassport = async ({ user }: Applicant, id: string, picture = 'passport-flat'): Promise<string> => (await uploaded(user.http, id, await specimen(picture), { type: 'passport', side: 'front', country: 'NG' })).id;

/** A picture is read by a process of its own, behind whatever the machine has to do. */
export async function handIn(applicant: Applicant, id: string): Promise<void> {
  const { status, body } = await applicant.submit(id);
  if (status !== 200) throw new Error(`A submission was answered with ${status}: ${JSON.stringify(body)}`);
  await eventually(async () => (await applicant.look(id)).body.data.state === 'in_review', { timeoutMs: 90_000 });
}

export interface Handed {
  applicant: Applicant;
  id: string;
  nin: string;
}

/** Somebody who applies for the level that two people must agree on: a passport, a selfie and a bill of two pages. */
export async function applyForTier3(server: TestServer, said: object = {}): Promise<Handed> {
  const applicant = await Applicant.register(server);
  const { body } = await applicant.begin('tier-3');
  const { id } = body.data;
  const nin = newNumber();
  const answer = await applicant.say(id, { ...ON_PASSPORT, ...said, identifiers: [{ type: 'nin', value: nin }, { type: 'bvn', value: newNumber() }, { type: 'passport', value: 'L898902C3' }] });
  if (answer.status !== 200) throw new Error(`A change was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
  await sendPassport(applicant, id);
  await uploaded(applicant.user.http, id, await photo({ width: 900, height: 1_200 }), { type: 'selfie', side: 'front' });
  await uploaded(applicant.user.http, id, await bill(), { type: 'utility_bill', side: 'front', country: 'NG' });
  await handIn(applicant, id);
  return { applicant, id, nin };
}
