/** For modules that read the settings when they are loaded. Nobody listens there: a unit test connects to nothing. */
process.env.DATABASE_URL ??= 'postgres://nobody@127.0.0.1:9/none';
process.env.TZ = 'UTC';
