import { bankRoutes } from './banks.ts';
import { customerRoutes } from './customers.ts';
import { moneyTotalRoutes } from './money-totals.ts';
import { resolveRoutes } from './resolve.ts';
import type { ApiRoute } from './route.ts';
import { transactionRoutes } from './transactions.ts';

/** The emulated API. A new resource is a file that exports its routes and one line here. */
export const apiRoutes: readonly ApiRoute[] = [...transactionRoutes, ...moneyTotalRoutes, ...bankRoutes, ...resolveRoutes, ...customerRoutes];
