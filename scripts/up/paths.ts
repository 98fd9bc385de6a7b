import path from 'node:path';

/** What lies in the data folder. */
export const pathsIn = (dataDir: string) => ({
  /** Held by the running `up`. */
  lock: path.join(dataDir, 'up.lock'),
  /** Addresses and logins, there only while everything is ready. */
  upFile: path.join(dataDir, 'up.json'),
  /** The processes that were started, so that the next start finds what a crash left. */
  children: path.join(dataDir, 'children.json'),
  logs: path.join(dataDir, 'logs'),
  sandboxState: path.join(dataDir, 'sandbox-state.json'),
  postgres: path.join(dataDir, 'postgres'),
  /** Private files, encrypted. */
  objects: path.join(dataDir, 'objects'),
});

export type DataPaths = ReturnType<typeof pathsIn>;
