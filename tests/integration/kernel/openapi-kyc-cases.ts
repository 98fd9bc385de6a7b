import sharp from 'sharp';
import { createUser } from '../../support/index.ts';
import type { Case, World } from './openapi-cases.ts';

interface Begun {
  data: { id: string };
}

const path = '/api/kyc/applications';
const NO_APPLICATION = `${path}/kyc_01kaqz3v8m4t6w0c9e5r2b7n1d`;
const begin = ({ user }: World) => user.http.post<Begun>(path, { body: { level: 'tier-1' } });
const own = async (world: World) => `${path}/${(await begin(world)).body.data.id}`;
const said = { firstName: 'Adaeze', lastName: 'Okafor', dateOfBirth: '1990-04-23', country: 'NG', identifiers: [{ type: 'nin', value: '12345678901' }] };

/** A grey picture that is large enough to be one. */
const picture = () => sharp({ create: { width: 400, height: 300, channels: 3, background: 'grey' } }).png().toBuffer();
async function send({ user }: World, address: string) {
  const form = new FormData();
  form.append('type', 'selfie');
  form.append('file', new Blob([new Uint8Array(await picture())]), 'selfie.png');
  return user.http.post<{ data: { id: string } }>(`${address}/documents`, { body: form });
}
const NO_DOCUMENT = `${NO_APPLICATION}/documents/kyd_01kaqz3v8m4t6w0c9e5r2b7n1d`;

/** Example requests of applicants. */
export const kycCases: Record<string, Case> = {
  listKycLevels: { success: ({ user }) => user.http.get('/api/kyc/levels'), refusal: ({ guest }) => guest.get('/api/kyc/levels') },
  getKycProfile: { success: ({ user }) => user.http.get('/api/kyc/profile'), refusal: ({ guest }) => guest.get('/api/kyc/profile') },
  listKycDocumentTypes: { success: ({ user }) => user.http.get('/api/kyc/document-types'), refusal: ({ guest }) => guest.get('/api/kyc/document-types') },
  listKycDocuments: {
    async success(world) {
      const address = await own(world);
      await send(world, address);
      return world.user.http.get(`${address}/documents`);
    },
    refusal: ({ user }) => user.http.get(`${NO_APPLICATION}/documents`),
  },
  uploadKycDocument: { success: async (world) => send(world, await own(world)), refusal: (world) => send(world, NO_APPLICATION) },
  removeKycDocument: {
    async success(world) {
      const address = await own(world);
      return world.user.http.delete(`${address}/documents/${(await send(world, address)).body.data.id}`);
    },
    refusal: ({ user }) => user.http.delete(NO_DOCUMENT),
  },
  createKycApplication: { success: begin, refusal: ({ user }) => user.http.post(path, { body: { level: 'tier-0' } }) },
  getKycApplication: { success: async (world) => world.user.http.get(await own(world)), refusal: ({ user }) => user.http.get(NO_APPLICATION) },
  changeKycApplication: {
    success: async (world) => world.user.http.request('PATCH', await own(world), { body: said }),
    refusal: ({ user }) => user.http.request('PATCH', NO_APPLICATION, { body: said }),
  },
  submitKycApplication: {
    async success(world) {
      const address = await own(world);
      await world.user.http.request('PATCH', address, { body: said });
      return world.user.http.post(`${address}/submit`);
    },
    refusal: ({ user }) => user.http.post(`${NO_APPLICATION}/submit`),
  },
  exportOwnKycData: { success: ({ user }) => user.http.post('/api/kyc/exports'), refusal: ({ guest }) => guest.post('/api/kyc/exports') },
  beginKycVerifications: { success: async (world) => world.user.http.post(`${await own(world)}/verifications`), refusal: ({ user }) => user.http.post(`${NO_APPLICATION}/verifications`) },
  eraseOwnKycData: {
    success: async ({ server }) => (await createUser(server)).http.post('/api/kyc/erasure', { body: { confirmation: 'ERASE' } }),
    refusal: ({ user }) => user.http.post('/api/kyc/erasure', { body: {} }),
  },
  getOwnKycErasure: {
    async success({ server }) {
      const { http } = await createUser(server);
      await http.post('/api/kyc/erasure', { body: { confirmation: 'ERASE' } });
      return http.get('/api/kyc/erasure');
    },
    refusal: ({ user }) => user.http.get('/api/kyc/erasure'),
  },
  withdrawKycApplication: { success: async (world) => world.user.http.post(`${await own(world)}/withdraw`), refusal: ({ user }) => user.http.post(`${NO_APPLICATION}/withdraw`) },
};
