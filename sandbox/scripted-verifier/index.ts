import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import sharp from 'sharp';
import { closeServer, listenOn, urlOf } from '../http/listen.ts';
import { presentQuestion, Questions, type Question } from './questions.ts';
import type { Word } from './scenarios.ts';
import { deliver, signWebhook } from './webhook.ts';

export type { Word } from './scenarios.ts';
export { signWebhook } from './webhook.ts';

export interface ScriptedVerifierOptions {
  apiKey: string;
  /** The current one; webhooks are signed with it. */
  webhookSecret: string;
}

/** How its API fails, until it behaves again. */
export type Fault = 'timeout' | 'reset' | 'server-error' | 'too-many' | 'malformed' | 'huge' | 'foreign';

export interface ScriptedVerifier {
  listen(port: number, host: string): Promise<string>;
  questions: Questions;
  /** How long a page that is opened from now on stays open. */
  pages: { seconds: number };
  /** `after`: it has acted, and only the answer is lost. */
  misbehave(fault: Fault | undefined, when?: 'before' | 'after'): void;
  /** Changes what it says of a question, and tells it by webhook. */
  decide(reference: string, word: Word, options?: { isTold?: boolean }): Promise<void>;
  close(): Promise<void>;
}

const MOST_BYTES = 2_000_000;
const HUGE_BYTES = 20_000_000;

/** A verifier's service that says what it is told to, over HTTP. */
export function createScriptedVerifier({ apiKey, webhookSecret }: ScriptedVerifierOptions): ScriptedVerifier {
  const questions = new Questions();
  const pages = { seconds: 3_600 };
  let url = '';
  let fault: { is: Fault; when: 'before' | 'after' } | undefined;
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()));

  const tell = async (question: Question, claims: string, times = 1): Promise<void> => {
    const { callbackUrl } = question;
    if (callbackUrl === undefined) return;
    const eventId = randomUUID();
    for (let time = 0; time < times; time += 1) await deliver(callbackUrl, signWebhook(question, claims, { secret: webhookSecret, at: new Date(), eventId }));
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readJson(request);
    const { pathname } = new URL(request.url ?? '/', url);
    const [, first = '', second = ''] = pathname.split('/');
    if (fault?.when === 'before') return misanswer(response, fault.is);
    if (request.headers.authorization !== `Bearer ${apiKey}` && first !== 'pages') return reply(response, 401, { error: 'wrong_key' });
    const answer = await act(request.method ?? 'GET', first, second, body);
    if (fault?.when === 'after') return misanswer(response, fault.is);
    // Nothing is ever answered: the caller gives up.
    if (answer === 'hangs') return;
    reply(response, answer[0], answer[1]);
  }

  async function act(method: string, first: string, second: string, body: Record<string, unknown>): Promise<'hangs' | [number, object | null]> {
    if (method === 'POST' && (first === 'questions' || first === 'sessions')) return take(first, body);
    if (first === 'files') return [200, { base64: (await portrait()).toString('base64') }];
    const question = questions.find(second);
    if (method === 'DELETE') return questions.remove(second) ? [204, null] : [404, { error: 'no_such_question' }];
    if (method === 'POST' && first === 'pages' && question) return finish(question);
    return question ? [200, presentQuestion(question, questions.wordOf(question), url)] : [404, { error: 'no_such_question' }];
  }

  /** The applicant has done what the page asked for. */
  async function finish(question: Question): Promise<[number, object]> {
    question.says = question.scenario.says;
    void tell(question, question.scenario.webhookClaims ?? question.says);
    return [200, { done: true }];
  }

  async function take(first: string, body: Record<string, unknown>): Promise<'hangs' | [number, object]> {
    const question = questions.ask(body as never);
    const { isRefused, hangs = 0, isEarly, times, webhookClaims } = question.scenario;
    if (isRefused) return [422, { error: 'number_not_covered' }];
    if (first === 'sessions') {
      question.says = 'pending';
      return [201, { id: question.id, reference: question.reference, url: `${url}/pages/${question.reference}`, expiresAt: new Date(Date.now() + pages.seconds * 1_000).toISOString() }];
    }
    if (question.calls <= hangs) return 'hangs';
    if (webhookClaims && isEarly) await tell(question, webhookClaims, times);
    else if (webhookClaims) setImmediate(() => void tell(question, webhookClaims, times));
    // A lookup is answered at once, a job later.
    const word = question.kind === 'account_name' ? questions.wordOf(question) : 'pending';
    return [201, presentQuestion(question, word, url)];
  }

  return {
    questions,
    pages,
    listen: async (port, host) => (url = urlOf(host, await listenOn(server, 'The scripted verifier', port, host))),
    misbehave: (is, when = 'before') => void (fault = is && { is, when }),
    async decide(reference, word, { isTold = true } = {}) {
      const question = questions.find(reference);
      if (!question) throw new Error(`Nobody has asked ${reference}.`);
      question.says = word;
      if (isTold) await tell(question, word);
    },
    close: () => closeServer(server),
  };
}

function misanswer(response: ServerResponse, fault: Fault): void {
  if (fault === 'timeout') return;
  if (fault === 'reset') return void response.destroy();
  if (fault === 'server-error') return reply(response, 503, { error: 'down' });
  if (fault === 'too-many') return reply(response, 429, { error: 'slow_down' });
  if (fault === 'foreign') return void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(fault === 'huge' ? `{"filler":"${'x'.repeat(HUGE_BYTES)}"}` : '{"status":"passed"');
}

function reply(response: ServerResponse, status: number, body: object | null): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body === null ? undefined : JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) {
    text += String(piece);
    if (text.length > MOST_BYTES) throw new Error('Too much.');
  }
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

/** A grey square that is a picture: nobody's face. */
const portrait = (): Promise<Buffer> => sharp({ create: { width: 240, height: 320, channels: 3, background: '#888888' } }).jpeg().toBuffer();
