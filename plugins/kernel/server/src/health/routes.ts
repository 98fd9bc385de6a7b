import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { DatabaseCheck } from './database-check';
import type { Lifecycle } from './phase';

export interface Readiness {
  status: 'ready' | 'starting' | 'draining' | 'unavailable';
  checks: { database: 'up' | 'down'; background: 'running' | 'stopped' };
}

export async function readiness(lifecycle: Lifecycle, database: DatabaseCheck): Promise<Readiness> {
  const isReachable = await database.isReachable();
  const phase = lifecycle.phase();
  return {
    status: phase === 'ready' && !isReachable ? 'unavailable' : phase,
    checks: { database: isReachable ? 'up' : 'down', background: phase === 'ready' ? 'running' : 'stopped' },
  };
}

/**
 * `GET /health/live`: the process turns its event loop; restart it when this stops answering. `GET /health/ready`: it
 * should get requests; take it out of the balancer while this is not 200.
 */
export function addHealthRoutes(strapi: Core.Strapi, lifecycle: Lifecycle, database: DatabaseCheck): void {
  strapi.server.router.get('/health/live', (ctx: Context) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status: 'live' };
  });
  strapi.server.router.get('/health/ready', async (ctx: Context) => {
    const found = await readiness(lifecycle, database);
    ctx.set('Cache-Control', 'no-store');
    ctx.status = found.status === 'ready' ? 200 : 503;
    ctx.body = found;
  });
}
