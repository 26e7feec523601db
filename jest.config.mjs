/**
 * One project per kind of test (docs/ARCHITECTURE.md, Tests). Run through the npm scripts, which give node the flag that
 * jest needs for ES modules. Server code is compiled by SWC here and by tsc in the build: decorators must mean the same.
 */
const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    target: 'es2023',
    keepClassNames: true,
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // js first: packages find their own files, ours exist as .ts only.
  moduleFileExtensions: ['js', 'ts', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/client/', '<rootDir>/data/'],
};

/** What boots Nest: its CommonJS plugins fail inside jest unless Nest was loaded first. */
const booted = { ...common, setupFiles: ['<rootDir>/test/support/nest-first.ts'] };
const withDatabase = {
  ...booted,
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // Inside a unit of work nobody asks for a second connection.
  setupFilesAfterEnv: ['<rootDir>/test/support/one-connection-guard.ts'],
};
const project = (displayName, settings, testMatch) => ({ ...settings, displayName, testMatch });

export default {
  coverageProvider: 'v8',
  collectCoverageFrom: ['server/**/*.ts', '!server/**/*.spec.ts', '!server/{main,worker}.ts'],
  coverageDirectory: 'coverage',
  testTimeout: 30_000,
  projects: [
    project('pure', { ...common, setupFiles: ['reflect-metadata'] }, ['<rootDir>/server/**/*.spec.ts']),
    project('architecture', booted, ['<rootDir>/test/architecture/**/*.test.ts']),
    project('integration', withDatabase, ['<rootDir>/test/integration/**/*.test.ts']),
    project('api', withDatabase, ['<rootDir>/test/api/**/*.test.ts']),
    // These start the built product as a process of its own.
    project('faults', common, ['<rootDir>/test/faults/**/*.test.ts']),
    project('browser', common, ['<rootDir>/test/browser/**/*.test.ts']),
    // Needs a redis-server on the PATH and fails without one.
    project('services', withDatabase, ['<rootDir>/test/services/**/*.test.ts']),
  ],
};
