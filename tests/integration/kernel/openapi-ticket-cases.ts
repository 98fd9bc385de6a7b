import type { Case, World } from './openapi-cases.ts';

/** A ticket of one's own. */
const ticket = ({ user }: World) => user.http.post<{ data: { id: string } }>('/api/tickets', { body: { subject: 'The money has not arrived', text: 'I paid yesterday.', category: 'payments', priority: 'high' } });
const NO_TICKET = 'tkt_01kaqz3v8m4t6w0c9e5r2b7n1d';

/** Those of tickets. */
export const ticketCases: Record<string, Case> = {
  openTicket: {
    success: ticket,
    refusal: ({ user }) => user.http.post('/api/tickets', { body: { subject: '', text: 'I paid yesterday.' } }),
  },
  listTickets: {
    async success(world) {
      await ticket(world);
      return world.user.http.get('/api/tickets?state=new&limit=5');
    },
    refusal: ({ user }) => user.http.get('/api/tickets?cursor=made-up'),
  },
  getTicket: {
    success: async (world) => world.user.http.get(`/api/tickets/${(await ticket(world)).body.data.id}`),
    refusal: ({ user }) => user.http.get(`/api/tickets/${NO_TICKET}`),
  },
  reopenTicket: {
    async success(world) {
      const { id } = (await ticket(world)).body.data;
      await world.user.http.post(`/api/tickets/${id}/close`);
      return world.user.http.post(`/api/tickets/${id}/reopen`);
    },
    refusal: async (world) => world.user.http.post(`/api/tickets/${(await ticket(world)).body.data.id}/reopen`),
  },
  rateTicket: {
    async success(world) {
      const { id } = (await ticket(world)).body.data;
      await world.user.http.post(`/api/tickets/${id}/close`);
      return world.user.http.post(`/api/tickets/${id}/rating`, { body: { rating: 5, comment: 'Quick and kind' } });
    },
    refusal: async (world) => world.user.http.post(`/api/tickets/${(await ticket(world)).body.data.id}/rating`, { body: { rating: 5 } }),
  },
  closeTicket: {
    success: async (world) => world.user.http.post(`/api/tickets/${(await ticket(world)).body.data.id}/close`),
    refusal: ({ user }) => user.http.post(`/api/tickets/${NO_TICKET}/close`),
  },
};
