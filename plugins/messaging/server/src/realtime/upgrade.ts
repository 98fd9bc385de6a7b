import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { Server as Engine } from 'engine.io';
import { NotFound, refusalOf, type MangroveError } from '#kernel';
import { WebsocketOnly } from '../errors';
import type { Admission } from './admission';

const PATH = '/socket.io/';

const isOurs = ({ url = '' }: IncomingMessage) => url === PATH || url.startsWith(`${PATH}?`);

/** The usual envelope, written by hand: Koa never sees an upgrade. */
function refuse(socket: Duplex, error: MangroveError): void {
  const refusal = refusalOf(error) ?? error;
  const body = JSON.stringify({ data: null, error: refusal });
  socket.end(
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Takes upgrades at /socket.io/ and leaves every other to whoever else listens. @returns a function that stops it. */
export function takeUpgrades(strapi: Core.Strapi, engine: Engine, admission: Admission): () => void {
  const httpServer = strapi.server.httpServer as Server;
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that is gone before it is answered.
    const onError = () => socket.destroy();
    if (!isOurs(request)) {
      // Without us Node would have answered it as a request; with nobody else it would hang.
      if (httpServer.listenerCount('upgrade') > 1) return;
      socket.on('error', onError);
      refuse(socket, new NotFound());
      return;
    }
    socket.on('error', onError);
    try {
      const refusal = admission.refusalOf(request);
      if (refusal) {
        refuse(socket, refusal);
        return;
      }
      admission.count(request, socket);
      engine.handleUpgrade(request, socket, head);
    } catch (error) {
      // An address that engine.io cannot take apart must not become an uncaught exception.
      strapi.log.warn('An upgrade failed.', { error });
      socket.destroy();
    }
  };
  httpServer.on('upgrade', onUpgrade);
  return () => void httpServer.off('upgrade', onUpgrade);
}

/** Answers long polling with what to do instead. */
export function refusePolling(strapi: Core.Strapi): void {
  const refusePoll = (_ctx: Context) => {
    throw new WebsocketOnly();
  };
  strapi.server.router.get(PATH, refusePoll);
  strapi.server.router.post(PATH, refusePoll);
}
