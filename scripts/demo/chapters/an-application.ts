import { step } from '../../setup/steps.mjs';
import { createApplicant, inventedNumber, takePicture, type Applicant, type OwnApplication } from '../applicant.ts';
import { naira } from '../client.ts';
import { expect, until } from '../expect.ts';
import type { Chapter, Stage } from '../play.ts';
import type { ReviewDesk, StaffDocument } from '../review-desk.ts';

/** NGN 250,000.00: more than the levels without papers allow. */
const FRIDGE = '25000000';
const LEVEL = 'tier-3';

/** From a payment that is refused to the same payment going through, with everything that lies between. */
export const anApplication = (stage: Stage): Chapter => ({
  title: `Ngozi proves who she is, and may pay ${naira(FRIDGE)}`,
  async play() {
    const { person, id: personId } = await refused(stage);
    const application = await handIn(person);
    const [first, second] = [(await stage.staff()).reviews, (await stage.secondStaff()).reviews];
    await askForBetterPicture(first, application, personId);
    await sendAgain(person, application);
    await decideTwice(first, second, person, application);
    await goesThrough(person);
  },
});

async function refused(stage: Stage): Promise<{ person: Applicant; id: string }> {
  const customer = await step('Ngozi registers', () => stage.register('ngozi'));
  const person = createApplicant(stage.running.api, customer);
  await step(`She wants to pay ${naira(FRIDGE)} and may not`, async (note) => {
    const { status, body } = await person.pay(FRIDGE);
    expect(status === 422 && body.error?.code === 'KYC_LIMIT_EXCEEDED', `The payment was answered with ${status}: ${JSON.stringify(body)}`);
    const { level, nextLevel } = await person.profile();
    note(`${body.error.code}: she is "${level}", next is "${nextLevel}"`);
  });
  return { person, id: customer.id };
}

async function handIn(person: Applicant): Promise<OwnApplication> {
  const { id } = await step(`She applies for "${LEVEL}", says who she is and sends three pictures`, async (note): Promise<OwnApplication> => {
    const begun = await person.begin(LEVEL);
    await person.say(begun.id, {
      firstName: 'Ngozi', lastName: 'Okonjo', dateOfBirth: '1991-08-14', country: 'NG', address: '7 Creek Road, Port Harcourt',
      identifiers: [{ type: 'nin', value: inventedNumber() }, { type: 'bvn', value: inventedNumber() }],
    });
    const passport = await person.send(begun.id, 'passport', await takePicture({ isBlurred: true }), 'NG');
    await person.send(begun.id, 'selfie', await takePicture());
    await person.send(begun.id, 'utility_bill', await takePicture(), 'NG');
    expect(passport.quality?.hints.includes('blurry') === true, 'A blurred picture should be said to be blurred.');
    note('she is told at once that the passport is blurred');
    return begun;
  });
  return step('She hands it in all the same; the checks run', async (note): Promise<OwnApplication> => {
    await person.submit(id);
    const checked = await until(() => person.look(id), ({ state }) => state === 'in_review', 'the application to be in review');
    note(`"${checked.state}"`);
    return checked;
  });
}

async function askForBetterPicture(desk: ReviewDesk, { id }: OwnApplication, personId: string): Promise<void> {
  await step('A reviewer finds it in the queue, claims it and opens the passport', async (note) => {
    const waiting = await desk.waiting(personId);
    expect(waiting.some((one) => one.id === id), `The queue lacks ${id}.`);
    await desk.claim(id);
    const { bytes, again } = await desk.open((await documentOf(desk, id, 'passport')).id);
    expect(bytes > 10_000 && again >= 400, `The link gave ${bytes} bytes, and ${again} the second time.`);
    note(`${(bytes / 1_000).toFixed(0)} KB with the viewer’s name across it; the same link is answered with ${again} the second time`);
  });
  await step('It cannot be read: they accept the others and ask for this one again', async () => {
    for (const type of ['selfie', 'utility_bill']) await desk.accept((await documentOf(desk, id, type)).id);
    await desk.refuse((await documentOf(desk, id, 'passport')).id, ['blurred']);
    const { status, body } = await desk.decide(id, 'resubmit', ['document_unreadable']);
    expect(status === 200 && body.data?.state === 'needs_resubmission', `The decision was answered with ${status}: ${JSON.stringify(body)}`);
  });
}

async function documentOf(desk: ReviewDesk, id: string, type: string): Promise<StaffDocument> {
  const found = (await desk.documents(id)).find((document) => document.type === type && document.state !== 'superseded');
  expect(found !== undefined, `The application has no ${type}.`);
  return found;
}

async function sendAgain(person: Applicant, { id }: OwnApplication): Promise<void> {
  await step('She reads what is wrong, sends the passport alone, and hands it in again', async (note) => {
    const refusal = (await person.documents(id)).find(({ state }) => state === 'refused');
    expect(refusal?.type === 'passport', `Refused is ${JSON.stringify(refusal)}.`);
    const { version } = await person.send(id, 'passport', await takePicture(), 'NG');
    await person.submit(id);
    const { attempt } = await until(() => person.look(id), ({ state }) => state === 'in_review', 'the application to be in review again');
    expect(version === 2 && attempt === 2, `It is version ${version} and attempt ${attempt}.`);
    note(`“${refusal.reasons.map(({ text }) => text).join(' ')}” Version 2 of the passport, attempt 2`);
  });
}

async function decideTwice(first: ReviewDesk, second: ReviewDesk, person: Applicant, { id }: OwnApplication): Promise<void> {
  await step('The reviewer approves; that alone changes nothing for her', async (note) => {
    await first.claim(id);
    await first.accept((await documentOf(first, id, 'passport')).id);
    const { status, body } = await first.decide(id, 'approve');
    expect(status === 200 && body.data?.state === 'second_review', `The decision was answered with ${status}: ${JSON.stringify(body)}`);
    const { level } = await person.profile();
    expect(level === 'tier-0' && (await person.look(id)).state === 'in_review', 'One approval of two should not raise a level, nor be seen.');
    note(`"${LEVEL}" needs two people; she still reads "in_review"`);
  });
  await step('The same reviewer cannot be the second one', async (note) => {
    const { status, body } = await first.decide(id, 'approve');
    expect(status >= 400, `A second approval by the same person was answered with ${status}.`);
    note(body.error?.code ?? '');
  });
  await step('Somebody else looks, and approves', async () => {
    await second.claim(id);
    const { status, body } = await second.decide(id, 'approve');
    expect(status === 200 && body.data?.state === 'approved', `The decision was answered with ${status}: ${JSON.stringify(body)}`);
  });
}

async function goesThrough(person: Applicant): Promise<void> {
  await step(`She is "${LEVEL}", and the payment that was refused goes through`, async (note) => {
    const { level } = await person.profile();
    const { status, body } = await person.pay(FRIDGE);
    expect(level === LEVEL && status === 201, `She is "${level}", and the payment was answered with ${status}: ${JSON.stringify(body)}`);
    note(`${naira(FRIDGE)}, ${body.data?.id}`);
  });
}
