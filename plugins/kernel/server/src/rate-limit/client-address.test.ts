import type { IncomingMessage } from 'node:http';
import { clientAddress } from './client-address';

const from = (forwarded?: string) =>
  ({ socket: { remoteAddress: '10.0.0.1' }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('the address of a client', () => {
  it('is that of the connection where no proxy is trusted', () => {
    expect(clientAddress(from('203.0.113.9'), 0)).toBe('10.0.0.1');
  });

  it('is what our own proxies saw, however much was invented before', () => {
    expect(clientAddress(from('1.1.1.1, 203.0.113.9'), 1)).toBe('203.0.113.9');
    expect(clientAddress(from('1.1.1.1, 203.0.113.9, 10.0.0.2'), 2)).toBe('203.0.113.9');
  });

  it('is that of the connection where a proxy wrote none', () => {
    expect([clientAddress(from(), 1), clientAddress(from(' , '), 1)]).toEqual(['10.0.0.1', '10.0.0.1']);
  });
});
