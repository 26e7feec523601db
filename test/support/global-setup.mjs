/** Runs once, outside the test environment: plain JavaScript that teaches node to load the server's TypeScript. */
import '@swc-node/register/esm-register';

export default async function setUp() {
  const { startTestPostgres } = await import('./test-postgres.ts');
  globalThis.testPostgres = await startTestPostgres();
}
