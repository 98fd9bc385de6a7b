import type { Core } from '@strapi/strapi';
import type { Verdict, WordFilter } from '../../filters/port';
import { filters } from '../../filters/registry';
import { LONGEST_TITLE } from '../../domain/room';
import { TextRefused, TextUnchecked } from '../../moderation-errors';
import { areTickets, type Place } from './support';

const PATIENCE_MS = 1_000;
const MOST_CHARACTERS = 8_000;

/**
 * What is stored of a text, after every filter has looked at it. What is said in tickets is stored as it is: support is
 * taken from nobody, and who complains of a word has to name it.
 *
 * @param place where it is to be said
 * @throws TextRefused, TextUnchecked
 */
export async function screenText(strapi: Core.Strapi, text: string, place: Place): Promise<string> {
  try {
    const left = await filterText(strapi, text);
    return left !== text && (await areTickets(strapi, place)) ? text : left;
  } catch (refusal) {
    if (await areTickets(strapi, place)) return text;
    throw refusal;
  }
}

/**
 * The same for the title of a room, which everybody reads who is in it.
 *
 * @throws TextRefused, TextUnchecked
 */
export async function screenTitle(strapi: Core.Strapi, title: string, place: Place): Promise<string> {
  const left = await screenText(strapi, title, place);
  if (left.length <= LONGEST_TITLE) return left;
  strapi.log.error(`Word filters make more of a title than its ${LONGEST_TITLE} characters; it was not stored.`);
  throw new TextUnchecked();
}

/**
 * Asks every filter. One that fails or hangs stores nothing: a text at which a
 * filter breaks would otherwise be the way around it.
 *
 * @throws TextRefused, TextUnchecked
 */
async function filterText(strapi: Core.Strapi, text: string): Promise<string> {
  let left = text;
  for (const filter of filters(strapi).all()) {
    const found = await judge(strapi, filter, left);
    if (found.verdict === 'refuse') throw new TextRefused();
    if (found.verdict === 'mask') left = found.text;
  }
  return left;
}

async function judge(strapi: Core.Strapi, filter: WordFilter, text: string): Promise<Verdict> {
  try {
    const answer = filter.check(text);
    const found = answer instanceof Promise ? await inTime(answer) : answer;
    if (isVerdict(found)) return found;
    throw new Error('It gave no verdict that can be stored.');
  } catch (error) {
    strapi.log.error(`The word filter "${filter.code}" failed; the message was not stored.`, { error });
    throw new TextUnchecked();
  }
}

/** The filter may come from outside: what it says becomes what is stored. */
function isVerdict(found: Verdict): boolean {
  if (found.verdict !== 'mask') return found.verdict === 'pass' || found.verdict === 'refuse';
  return typeof found.text === 'string' && found.text.trim() !== '' && found.text.length <= MOST_CHARACTERS && !found.text.includes('\0');
}

async function inTime(answer: Promise<Verdict>): Promise<Verdict> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => (timer = setTimeout(() => reject(new Error(`It did not answer in ${PATIENCE_MS} ms.`)), PATIENCE_MS)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
