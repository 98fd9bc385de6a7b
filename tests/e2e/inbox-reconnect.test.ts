import type { Page } from 'playwright-core';
import { freePort } from '../../scripts/postgres/free-port.ts';
import { logSeen, openDesk, openTicket, say, type Desk, type TicketOut } from '../integration/messaging/support/tickets.ts';
import { eventually, startProxy, startServer, type Proxy } from '../support/index.ts';
import { enterPanel } from './panel.ts';

describe('an agent whose connection breaks', () => {
  let desk: Desk;
  let cable: Proxy;
  let page: Page;
  let ticket: TicketOut;
  const errors: Error[] = [];
  beforeAll(async () => {
    const port = await freePort();
    // The panel is opened through a cable that can be cut, and knows no other way.
    cable = await startProxy(`http://127.0.0.1:${port}`);
    desk = await openDesk(await startServer({ port, env: { PUBLIC_URL: new URL(cable.url).origin } }));
  });
  beforeEach(async () => {
    errors.splice(0);
    ticket = await openTicket(desk.customer, { subject: 'Cut off' });
    page = await enterPanel({ url: new URL(cable.url).origin }, desk.ada, `/plugins/messaging/tickets/${ticket.id}`, { onError: (error) => errors.push(error) });
    await live().waitFor();
    await conversation().getByText('I paid yesterday.').waitFor();
  });
  afterEach(async () => {
    await page.context().close();
    expect(errors).toEqual([]);
  });

  const live = () => page.getByRole('status').getByText('Live', { exact: true });
  const cutOff = () => page.getByRole('status').getByText(/^No connection/);
  const conversation = () => page.getByRole('log', { name: 'Conversation' });
  const send = async (words: string) => {
    await page.getByRole('textbox', { name: 'Answer to the customer' }).fill(words);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
  };
  const stored = async (words: string) => (await logSeen(desk.ada, ticket.id, 'conversation')).filter(({ data }) => data.text === words).length;
  /** Acknowledged, and no longer on its way. */
  const isThereOnce = async (words: string) => {
    await conversation().getByText('Sent', { exact: true }).or(conversation().getByText('Read by the customer')).waitFor();
    await page.getByText('Sending').waitFor({ state: 'detached' });
    expect([await stored(words), await conversation().getByText(words, { exact: true }).count()]).toEqual([1, 1]);
  };

  it('after the server has it and before they know has it sent once', async () => {
    const words = 'It was stored, and nobody told me.';
    // Holds what they send up inside the server until the cable is cut.
    const holder = await desk.server.db.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM rooms WHERE public_id = $1 FOR UPDATE', [ticket.roomId]);
    await send(words);
    await eventually(async () => (await desk.server.db.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`)).rowCount !== 0);
    await cable.cut();
    await holder.query('COMMIT');
    holder.release();
    await eventually(async () => (await stored(words)) === 1);
    await cutOff().waitFor();
    await cable.restore();
    await live().waitFor();
    await isThereOnce(words);
  });

  it('before the server has it sees that it waits, and has it sent when they are back, with what was said meanwhile', async () => {
    const words = 'Written in a tunnel.';
    await cable.cut();
    await cutOff().waitFor();
    await send(words);
    await page.getByText(/Waits for the connection/).waitFor();
    await say(desk.customer, ticket.roomId, 'Are you there?');
    expect(await stored(words)).toBe(0);
    await cable.restore();
    await live().waitFor();
    await conversation().getByText('Are you there?').waitFor();
    await isThereOnce(words);
  });

  it('without knowing it has what they sent stored once, as soon as they notice', async () => {
    const words = 'Into the void.';
    // What is sent goes nowhere, and neither end learns of it.
    cable.swallow();
    await send(words);
    await cable.cut();
    await cable.restore();
    await live().waitFor();
    await isThereOnce(words);
  });

  it('because the server dies while they send has it stored once by the next one', async () => {
    const words = 'The server died under it.';
    const holder = await desk.server.db.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM rooms WHERE public_id = $1 FOR UPDATE', [ticket.roomId]);
    await send(words);
    await eventually(async () => (await desk.server.db.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`)).rowCount !== 0);
    await desk.server.kill();
    await holder.query('COMMIT');
    holder.release();
    await cutOff().waitFor();
    await desk.server.restart();
    await live().waitFor();
    await isThereOnce(words);
  });
});
