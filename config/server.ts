import env from './env';

export default {
  host: env.HOST,
  port: env.PORT,
  url: env.PUBLIC_URL,
  // The last so many addresses of X-Forwarded-For were written by our own proxies; those before them can be invented.
  proxy: { koa: env.TRUST_PROXY > 0, maxIpsCount: env.TRUST_PROXY },
  app: { keys: env.APP_KEYS },
  logger: { startup: { enabled: false }, updates: { enabled: false } },
  transfer: { remote: { enabled: false } },
  // Longer than the idle time of a load balancer (60 s on AWS), which otherwise sends requests into closed connections.
  http: { serverOptions: { keepAliveTimeout: 75_000, headersTimeout: 80_000 } },
};
