let session;

export class Refused extends Error {
  constructor({ code, message, details }) {
    super(message);
    this.code = code;
    this.details = details ?? {};
  }
}

/** Asks the API; a form is sent as a form, everything else as JSON. @throws Refused */
async function ask(method, path, body) {
  const isForm = body instanceof FormData;
  const answer = await fetch(`/api${path}`, {
    method,
    headers: { ...(session && { authorization: `Bearer ${session.jwt}` }), ...(body && !isForm && { 'content-type': 'application/json' }) },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  }).catch(() => {
    throw new Refused({ code: 'OFFLINE', message: 'The server cannot be reached. Try again.' });
  });
  const text = await answer.text();
  const content = text === '' ? {} : JSON.parse(text);
  if (answer.ok) return content;
  if (answer.status === 401 && session && (await refresh())) return ask(method, path, body);
  throw new Refused(content.error ?? { code: 'UNKNOWN', message: `Something went wrong (${answer.status}).` });
}

/** Sessions are short, and prolonged by a token that works once. */
async function refresh() {
  const { refreshToken } = session;
  session = undefined;
  const answer = await fetch('/api/auth/refresh', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ refreshToken }) });
  if (answer.ok) session = { refreshToken, ...(await answer.json()) };
  return answer.ok;
}

const data = async (answer) => (await answer).data;

/** In memory alone: whoever closes the page is signed out. */
export const signIn = async (identifier, password) => void (session = await ask('POST', '/auth/local', { identifier, password }));
export const register = async (username, email, password) => void (session = await ask('POST', '/auth/local/register', { username, email, password }));
export const signOut = () => void (session = undefined);

export const levels = () => data(ask('GET', '/kyc/levels'));
export const profile = () => data(ask('GET', '/kyc/profile'));
export const documentTypes = () => data(ask('GET', '/kyc/document-types'));
export const begin = (level) => data(ask('POST', '/kyc/applications', { level }));
export const application = (id) => data(ask('GET', `/kyc/applications/${id}`));
export const change = (id, what) => data(ask('PATCH', `/kyc/applications/${id}`, what));
export const submit = (id) => data(ask('POST', `/kyc/applications/${id}/submit`));
export const withdraw = (id) => data(ask('POST', `/kyc/applications/${id}/withdraw`));
export const documents = (id) => data(ask('GET', `/kyc/applications/${id}/documents`));
export const remove = (id, documentId) => ask('DELETE', `/kyc/applications/${id}/documents/${documentId}`);
export const pay = (amountMinor, currency) => data(ask('POST', '/payments', { amountMinor, currency, description: 'From the demo portal' }));

/** A document as multipart; the file comes last, behind what it is. */
export function upload(id, { type, side, country, file }) {
  const form = new FormData();
  form.append('type', type);
  form.append('side', side);
  if (country) form.append('country', country);
  form.append('file', file);
  return data(ask('POST', `/kyc/applications/${id}/documents`, form));
}
