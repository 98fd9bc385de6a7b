export { launchBrowser } from './browser.ts';
export { eventually, type Patience } from './eventually.ts';
export { createHttpClient, type Answer, type HttpClient, type Refusal } from './http-client.ts';
export { startMailCatcher, startSandbox, startServerWithSandbox, type TestMail, type TestSandbox } from './sandbox.ts';
export { startServer, type RemoteModules, type ServerOptions, type TestServer } from './server.ts';
export { stopAfterwards } from './stop-everything.ts';
export { createTestDatabase, databaseUrl } from './test-databases.ts';
export { createUser, type TestUser } from './users.ts';
export { startProxy, type Proxy } from './proxy.ts';
