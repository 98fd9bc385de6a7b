import { startServer, type TestServer } from '../../../support/index.ts';
import { verifyChain } from '../support/cli.ts';
import { erased, Officer, retentionAfter, underReview, YEAR_SECONDS, type Known } from '../support/privacy.ts';

/** Where the server dies on the way of a person out of it. */
const STEPS = ['in the middle of restricting', 'after restricting', 'in the middle of forgetting', 'after forgetting', 'after the bytes are gone'] as const;

let server: TestServer;
let officer: Officer;

beforeAll(async () => {
  server = await startServer();
  officer = await Officer.appoint(server);
});

const DAY_OF_DEATH = 5 * YEAR_SECONDS;

/** Does the work up to a step, in the server, and has that die there as in a loss of power. */
async function dieAt(step: (typeof STEPS)[number], personId: string): Promise<void> {
  const work = server.run(
    async (strapi, args, { kernel: { clock, requestContext, transaction }, load }) => {
      const { restrictPerson } = load<{ restrictPerson(of: typeof strapi, person: string, reason: string): Promise<{ id: string }> }>('./dist/plugins/kyc/server/src/services/privacy/restrict.js');
      const { forgetIn } = load<{ forgetIn(of: typeof strapi, tx: unknown, id: string): Promise<unknown> }>('./dist/plugins/kyc/server/src/services/privacy/forget.js');
      const die = () => process.kill(process.pid, 'SIGKILL');
      const as = <T>(act: () => Promise<T>) => requestContext.run({ requestId: 'req_crash', actor: { type: 'user', id: args.personId } }, act);
      if (args.step === 'in the middle of restricting') {
        await as(() => transaction(strapi, async () => {
          await restrictPerson(strapi, args.personId, 'asked_by_person');
          die();
          await new Promise(() => undefined);
        }));
      }
      const { id } = await as(() => restrictPerson(strapi, args.personId, 'asked_by_person'));
      if (args.step === 'after restricting') die();
      clock.advanceSeconds(args.seconds);
      await transaction(strapi, async (tx) => {
        await forgetIn(strapi, tx, id);
        if (args.step !== 'in the middle of forgetting') return;
        die();
        await new Promise(() => undefined);
      });
      if (args.step === 'after forgetting') die();
      for (;;) {
        const left = await transaction(strapi, (tx) => tx.query('SELECT FROM stored_objects WHERE subject = $1', [args.personId]));
        if (left.length === 0) die();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    { step, personId, seconds: DAY_OF_DEATH },
  );
  await expect(work).rejects.toThrow();
  await server.kill();
  await server.restart();
}

describe('a server that dies', () => {
  it.each(STEPS)('%s leaves nothing half done, and forgets when it is back', async (step) => {
    const { ada, id }: Known = await underReview(server);
    await dieAt(step, ada.user.id);
    const { state } = (await ada.look(id)).body.data ?? { state: 'forgotten' };
    const { erasure } = (await officer.privacy(ada.user.id)).body.data;
    if (step === 'in the middle of restricting') {
      expect([state, erasure]).toEqual(['in_review', null]);
      await officer.erase(ada.user.id, 'asked_by_person');
    } else if (step === 'after restricting' || step === 'in the middle of forgetting') {
      expect([state, erasure?.state]).toEqual(['withdrawn', 'restricted']);
      expect((await ada.look(id)).body.data.identifiers).toHaveLength(1);
    } else expect(['forgotten', 'erased']).toContain(erasure?.state);
    await retentionAfter(server, DAY_OF_DEATH + YEAR_SECONDS);
    await erased(server, ada.user.id);
    expect((await officer.reaches(ada.user.id, 'erased')).entries.map(({ action }) => action)).toEqual(['kyc_person.restricted', 'kyc_person.forgotten', 'kyc_person.erased']);
    expect((await ada.look(id)).status).toBe(410);
    expect(await verifyChain(server)).toMatchObject({ code: 0 });
  });
});
