import type { Socket } from 'socket.io-client';
import { MessagingRefused } from './failures.ts';
import type { StaffServerEvents } from './wire-staff.ts';
import type { ServerEvents } from './wire.ts';

type ToldEvents = ServerEvents & StaffServerEvents;

export type ClientSocket = Socket<{ [E in keyof ToldEvents]: (payload: ToldEvents[E]) => void }>;

const ENTER_WITHIN_MS = 10_000;

/** Connects and enters the namespace. @throws MessagingRefused where the server says why not, Error otherwise. */
export const enter = (socket: ClientSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      clearTimeout(timer);
      socket.off('connect', onConnect).off('connect_error', onFailure).off('disconnect', onLoss);
      done();
    };
    const onConnect = () => settle(resolve);
    const onFailure = (error: Error & { data?: unknown }) => settle(() => reject(asRefusal(error)));
    const onLoss = () => onFailure(new Error('The connection was lost before it was let in.'));
    const timer = setTimeout(() => onFailure(new Error('The server does not answer.')), ENTER_WITHIN_MS);
    socket.on('connect', onConnect).on('connect_error', onFailure).on('disconnect', onLoss);
    socket.connect();
  });

/** What the server's namespace says comes with a code; what the transport says, without. */
function asRefusal(error: Error & { data?: unknown }): Error {
  const { data } = error;
  const code = typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined;
  return typeof code === 'string' ? new MessagingRefused({ code, message: error.message }) : error;
}
