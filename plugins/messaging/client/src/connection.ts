import { io } from 'socket.io-client';
import { backoffMs, type BackoffLimits } from './backoff.ts';
import { enter, type ClientSocket } from './enter.ts';
import { MessagingRefused, MessagingUnanswered } from './failures.ts';
import { refreshInMs } from './token-life.ts';
import type { StaffEvents, StaffServerEvents } from './wire-staff.ts';
import type { ClientEvents, Refusal, ServerEvents, SessionEndCode } from './wire.ts';

export interface ConnectionOptions {
  /** Where the server is, e.g. `https://api.example.com`. */
  url: string;
  /** A valid access token. Called for each attempt to connect and half a minute before a token ends: it is the place to refresh it. */
  token(): Promise<string>;
  backoff: BackoffLimits;
  /** An answer that has not come by then will not come on this connection. */
  answerWithinMs: number;
  /** `users` with a token of the API, `staff` with one of the admin panel. */
  namespace: 'users' | 'staff';
}

/** Everything that may be asked; what a namespace does not have is refused there. */
export type AskedEvents = ClientEvents & StaffEvents;
type AnswerTo<E extends keyof AskedEvents> = ({ ok: true } & AskedEvents[E]['answer']) | ({ ok: false } & Refusal);

export interface ConnectionEvents {
  opened(): void;
  lost(): void;
  /** An attempt failed; the next one follows by itself. */
  failed(why: Error): void;
  /** The sign-in has ended; nothing is tried again. */
  ended(code: SessionEndCode): void;
  event(event: ServerEvents['room:event']): void;
  heads(heads: ServerEvents['room:heads']): void;
  typing(typing: ServerEvents['typing']): void;
  presence(presence: ServerEvents['presence']): void;
  queueChanged?(change: StaffServerEvents['queue:changed']): void;
  viewers?(viewers: StaffServerEvents['ticket:viewers']): void;
}

export interface Connection {
  /** Whether asking makes sense at the moment. */
  isOpen(): boolean;
  /** Asks once. @throws MessagingRefused @throws MessagingUnanswered */
  ask<E extends keyof AskedEvents>(event: E, payload: AskedEvents[E]['payload']): Promise<AskedEvents[E]['answer']>;
  close(): void;
}

/** The server gives an answer, or a refusal, within 15 seconds. */
export const ANSWER_WITHIN_MS = 20_000;
/** A connection that lasted so long was a good one: the next attempt after it is a first one. */
const GOOD_AFTER_MS = 10_000;
/** How much earlier than a stopping server would cut it a connection is left. */
const LEAVE_EARLY_MS = 500;
/** Ends of a session after which the same person may come back. */
const MAY_COME_BACK = new Set<SessionEndCode>(['expired', 'flooding']);

/** Keeps one connection open: comes back when it is lost, goes elsewhere when the server stops, replaces its token in time. */
export function openConnection({ url, token, backoff, answerWithinMs, namespace }: ConnectionOptions, tell: ConnectionEvents): Connection {
  // Coming back is done here, not by socket.io-client: its own way neither asks for a token nor survives a refused one.
  const socket: ClientSocket = io(`${url}/${namespace}`, { transports: ['websocket'], forceNew: true, autoConnect: false, reconnection: false });
  const timers: Partial<Record<'again' | 'refresh' | 'leave', ReturnType<typeof setTimeout>>> = {};
  let isClosed = false;
  let isLeaving = false;
  let underWay = 0;
  let failures = 0;
  let openedAtMs = 0;

  async function connect(): Promise<void> {
    try {
      const current = await token();
      if (isClosed) return;
      socket.auth = { token: current };
      await enter(socket);
      replaceInTime(current);
    } catch (error) {
      socket.disconnect();
      if (isClosed) return;
      comeBack();
      tell.failed(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    openedAtMs = Date.now();
    tell.opened();
  }

  function comeBack(): void {
    if (isClosed) return;
    timers.again = setTimeout(() => void connect(), backoffMs(failures, backoff));
    failures += 1;
  }

  function replaceInTime(current: string): void {
    const inMs = refreshInMs(current);
    if (inMs !== undefined) timers.refresh = setTimeout(() => void replaceToken(current), inMs);
  }

  async function replaceToken(current: string): Promise<void> {
    const on = socket.id;
    let next = current;
    try {
      next = await token();
      await ask('auth:refresh', { token: next });
    } catch {
      // Tried again shortly. Where it never succeeds the server ends the connection, and coming back asks for a token anew.
    }
    if (socket.connected && socket.id === on) replaceInTime(next);
  }

  async function ask<E extends keyof AskedEvents>(event: E, payload: AskedEvents[E]['payload']): Promise<AskedEvents[E]['answer']> {
    // Without a connection socket.io-client would keep it, and send it later whether or not anybody still wants it.
    if (!socket.connected) throw new MessagingUnanswered(event);
    const on = socket.id;
    underWay += 1;
    let answer: AnswerTo<E>;
    try {
      answer = await socket.timeout(answerWithinMs).emitWithAck(event as never, ...([payload] as never));
    } catch (error) {
      // It swallows what it is given, and leads to nobody. Its own heartbeat would notice only later.
      if (socket.connected && socket.id === on) socket.disconnect();
      throw new MessagingUnanswered(event, error);
    } finally {
      underWay -= 1;
      leaveWhenDone();
    }
    if (isRefusal(answer)) throw new MessagingRefused(answer);
    return answer;
  }

  function leaveWhenDone(): void {
    if (isLeaving && underWay === 0) socket.disconnect();
  }

  socket.on('disconnect', () => {
    if (openedAtMs === 0) return;
    if (Date.now() - openedAtMs > GOOD_AFTER_MS) failures = 0;
    openedAtMs = 0;
    isLeaving = false;
    clearTimeout(timers.refresh);
    clearTimeout(timers.leave);
    comeBack();
    tell.lost();
  });
  socket.on('session:ended', ({ code }) => {
    if (MAY_COME_BACK.has(code)) return;
    close();
    tell.ended(code);
  });
  socket.on('server:drain', ({ delayMs }) => {
    timers.leave = setTimeout(() => {
      isLeaving = true;
      leaveWhenDone();
    }, Math.max(0, delayMs - LEAVE_EARLY_MS));
  });
  socket.on('room:event', tell.event);
  socket.on('room:heads', tell.heads);
  socket.on('typing', tell.typing);
  socket.on('presence', tell.presence);
  socket.on('queue:changed', (change) => tell.queueChanged?.(change));
  socket.on('ticket:viewers', (viewers) => tell.viewers?.(viewers));

  function close(): void {
    isClosed = true;
    for (const timer of Object.values(timers)) clearTimeout(timer);
    socket.disconnect();
  }

  void connect();
  return { isOpen: () => socket.connected && !isLeaving, ask, close };
}

const isRefusal = (answer: { ok: boolean }): answer is { ok: false } & Refusal => !answer.ok;
