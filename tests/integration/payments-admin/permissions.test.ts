import { createStaff, type TestStaff } from '../../access/people.ts';
import { createUser } from '../../support/index.ts';
import { openOffice, type Office } from './office.ts';

const NOTHING = '00000000000000000000000000';
const routes = [
  ['GET', '/payments/transactions', true],
  ['GET', '/payments/totals', true],
  ['GET', `/payments/transactions/pay_${NOTHING}`, true],
  ['POST', `/payments/transactions/pay_${NOTHING}/sync`, true],
  ['GET', '/payments/discrepancies', true],
  ['GET', `/payments/discrepancies/dsc_${NOTHING}`, true],
  ['POST', `/payments/discrepancies/dsc_${NOTHING}/resolve`, false],
  ['GET', '/payments/held', true],
  ['POST', `/payments/held/usr_${NOTHING}/NGN/release`, false],
  ['POST', `/payments/held/usr_${NOTHING}/NGN/return`, false],
  ['GET', '/payments/users?email=ada', false],
  ['GET', `/payments/webhooks/whk_${NOTHING}/body`, true],
  ['POST', `/payments/webhooks/whk_${NOTHING}/replay`, false],
] as const;

describe('the admin API of payments', () => {
  let office: Office;
  let newcomer: TestStaff;
  beforeAll(async () => {
    office = await openOffice();
    newcomer = await createStaff(office.server);
  });

  it.each(routes)('%s %s is closed without a token, and to users of the API', async (method, path) => {
    const user = await createUser(office.server);
    expect((await office.server.http.request(method, path)).status).toBe(401);
    expect((await user.http.request(method, path)).status).toBe(401);
  });

  it.each(routes)('%s %s is forbidden to staff without its permission', async (method, path) => {
    const answer = await newcomer.http.request(method, path);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'KERNEL_FORBIDDEN']);
  });

  it.each(routes)('%s %s is open to a moderator only where no money moves', async (method, path, isOpen) => {
    const { status } = await office.moderator.http.request(method, path);
    expect(status === 403).toBe(!isOpen);
  });
});
