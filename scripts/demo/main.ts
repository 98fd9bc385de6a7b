import { sentenceOf } from '../setup/failure.mjs';
import { bold, dim, green, red } from '../setup/steps.mjs';
import { openBooks } from './books.ts';
import { aPayment } from './chapters/a-payment.ts';
import { booksBalance } from './chapters/books-balance.ts';
import { chatAcrossACut } from './chapters/chat.ts';
import { declinedCard } from './chapters/declined.ts';
import { leftLying } from './chapters/left-lying.ts';
import { lostInitialize } from './chapters/lost-initialize.ts';
import { anApplication } from './chapters/an-application.ts';
import { aTicket } from './chapters/ticket.ts';
import { gatewaySaysAnotherAmount, webhookTwice, webhookWithWrongAmount, webhookWithWrongSignature } from './chapters/webhooks.ts';
import { openCheckoutVisitor } from './checkout.ts';
import { registerCustomer } from './client.ts';
import { once } from './once.ts';
import type { Chapter, Stage } from './play.ts';
import { findRunning } from './running.ts';
import { createSandbox } from './sandbox.ts';
import { signInStaff } from './staff.ts';

/** @returns the titles of the chapters that disappointed */
async function play(chapters: readonly Chapter[]): Promise<string[]> {
  const disappointed: string[] = [];
  for (const [index, { title, play: act }] of chapters.entries()) {
    console.log(`\n${bold(`${index + 1}. ${title}`)}`);
    try {
      await act();
    } catch (error) {
      console.log(`  ${red(sentenceOf(error))}`);
      disappointed.push(title);
    }
  }
  return disappointed;
}

async function demo(): Promise<number> {
  const startedMs = performance.now();
  const running = await findRunning();
  const checkout = await openCheckoutVisitor();
  const books = await openBooks(running.database.url);
  const register = (name: string) => registerCustomer(running.api, name);
  const signIn = (role: string) => once(() => signInStaff(running.url, running.demo.logins.find((login) => login.role === role)?.email ?? '', running.demo.password));
  const stage: Stage = { running, checkout, books, register, staff: signIn('administrator'), secondStaff: signIn('moderator'), sandbox: createSandbox(running.sandbox.control) };
  const dele = once(() => register('dele'));
  const lying = leftLying(stage);
  console.log(`The story of a payment, of a chat, of a complaint and of a proof, played against ${running.url}`);
  try {
    const disappointed = await play([
      aPayment(stage),
      lying.start,
      declinedCard(stage),
      webhookTwice(stage, dele),
      webhookWithWrongAmount(stage, dele),
      gatewaySaysAnotherAmount(stage, dele),
      webhookWithWrongSignature(stage, dele),
      lostInitialize(stage),
      ...lying.comeBack,
      booksBalance(stage),
      chatAcrossACut(stage),
      aTicket(stage),
      anApplication(stage),
    ]);
    const took = dim(`${((performance.now() - startedMs) / 1_000).toFixed(0)} s`);
    if (disappointed.length === 0) console.log(`\n${green('✓')} Everything went as promised.  ${took}\n  See it for yourself: ${running.admin}`);
    else console.log(`\n${red('✗')} ${disappointed.length} disappointed: ${disappointed.join('; ')}.  ${took}`);
    return disappointed.length === 0 ? 0 : 1;
  } finally {
    await Promise.all([checkout.close(), books.close()]);
  }
}

try {
  process.exitCode = await demo();
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
