/** What every project shares: TypeScript through SWC, and `#plugin` imports of the sources, not of a build. */
const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.m?[jt]sx?$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
    ],
  },
  // pg-boss, file-type and what they stand on, and any-ascii are published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(pg-boss|serialize-error|non-error|file-type|strtok3|token-types|uint8array-extras|@tokenizer/inflate|@borewit/text-codec|any-ascii)/)'],
  moduleNameMapper: { '^#([a-z]+)$': '<rootDir>/plugins/$1/server/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.strapi/'],
};

/** Tests against real servers on a real PostgreSQL. */
const withServers = {
  ...common,
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  setupFilesAfterEnv: ['<rootDir>/tests/support/stop-everything.ts'],
};

export default {
  // Tests wait for their servers as often as they work: three files at once keep two cores busy.
  maxWorkers: 3,
  // A server that starts on a busy machine is slow, not broken.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{plugins,sandbox,src,bench}/**/*.test.ts', '<rootDir>/tests/*.test.ts', '<rootDir>/tests/chaos-realtime/*.test.ts'],
      // What the settings are read from; nothing listens there, and no unit test connects.
      setupFiles: ['<rootDir>/tests/support/unit-environment.ts'],
    },
    { ...withServers, displayName: 'integration', testMatch: ['<rootDir>/tests/*/**/*.test.ts'], testPathIgnorePatterns: ['<rootDir>/tests/e2e/', '<rootDir>/tests/chaos-realtime/'] },
    { ...withServers, displayName: 'e2e', testMatch: ['<rootDir>/tests/e2e/**/*.test.ts'] },
  ],
};
