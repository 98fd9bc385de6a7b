import path from 'node:path';
import env from './env';

export default {
  connection: {
    client: 'postgres',
    connection: {
      connectionString: env.DATABASE_URL,
      // A transaction that waits for a client that is gone must not hold its locks for ever.
      idle_in_transaction_session_timeout: 60_000,
      application_name: 'mangrove',
      // A machine that is gone without a word would otherwise be noticed when its connection is next used.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    },
    pool: { min: 0, max: env.DATABASE_POOL_MAX, acquireTimeoutMillis: 20_000 },
    acquireConnectionTimeout: 20_000,
    // Otherwise the message of a failed statement quotes the values that it carried, personal data included.
    compileSqlOnError: false,
  },
  settings: {
    // Strapi would drop the tables of a plugin that is switched off, and columns that an older version still uses.
    forceMigration: false,
    migrations: { dir: path.join(process.cwd(), 'database', 'migrations') },
  },
};
