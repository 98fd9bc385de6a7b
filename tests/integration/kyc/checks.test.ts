import { eventually, startServer, type TestServer } from '../../support/index.ts';
import { Applicant } from './support/applicant.ts';
import { Reviewer } from './support/desk.ts';

interface Seen {
  runs: string[];
  failuresLeft: number;
  isSettled: boolean;
}

/** What comes between handing in and review. */
describe('the checks of an application', () => {
  let server: TestServer;
  let ada: Applicant;
  const seen = (change: Partial<Seen> = {}) => server.run((_strapi, wanted) => Object.assign((globalThis as never as { seen: Seen }).seen, wanted), change);

  beforeAll(async () => {
    server = await startServer({
      setup(strapi, { load }) {
        const state: Seen = { runs: [], failuresLeft: 0, isSettled: true };
        (globalThis as never as { seen: Seen }).seen = state;
        load<typeof import('#kyc')>('#kyc').addCheck(strapi, {
          code: 'scripted',
          run(applicationId) {
            state.runs.push(applicationId);
            state.failuresLeft -= 1;
            return state.failuresLeft >= 0 ? Promise.reject(new Error('The check did not answer.')) : Promise.resolve();
          },
          isSettled: () => Promise.resolve(state.isSettled),
        });
      },
    });
  });
  beforeEach(async () => {
    ada = await Applicant.register(server);
  });

  it('run once for each attempt, before anybody reviews it', async () => {
    const id = await ada.handIn();
    expect((await seen()).runs.filter((one) => one === id)).toHaveLength(1);
  });

  it('run again where they failed, and nobody reviews before they are done', async () => {
    const id = await ada.prepare();
    await seen({ failuresLeft: 1 });
    await ada.submit(id);
    await ada.reaches(id, 'checking');
    expect((await (await Reviewer.hire(server)).claim(id)).body.error?.code).toBe('KYC_NOT_REVIEWABLE');
    await ada.reaches(id, 'in_review');
    expect((await seen()).runs.filter((one) => one === id)).toHaveLength(2);
  });

  it('are the end of it where the applicant withdraws meanwhile', async () => {
    const id = await ada.prepare();
    await seen({ failuresLeft: 1 });
    await ada.submit(id);
    // The first run has failed, and the next one is yet to come.
    await eventually(async () => (await seen()).runs.includes(id));
    expect((await ada.withdraw(id)).status).toBe(200);
    const runs = (await seen()).runs.filter((one) => one === id).length;
    const next = await (await Applicant.register(server)).handIn();
    expect((await seen()).runs).toContain(next);
    expect([(await ada.look(id)).body.data.state, (await seen()).runs.filter((one) => one === id).length]).toEqual(['withdrawn', runs]);
  });

  it('that are not settled keep it from being approved, and from nothing else', async () => {
    const id = await ada.handIn();
    const chidi = await Reviewer.hire(server);
    await seen({ isSettled: false });
    await chidi.claim(id);
    expect((await chidi.decide(id, 'approve')).body.error).toMatchObject({ code: 'KYC_CHECKS_OPEN', details: { checks: ['scripted'] } });
    expect((await ada.profile()).level).toBe('tier-0');
    await seen({ isSettled: true });
    expect((await chidi.decide(id, 'approve')).status).toBe(200);
  });
});
