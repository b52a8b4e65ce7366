const { availableParallelism } = require('node:os')

// CommonJS mode: @swc/jest turns our ES modules into what jest can load (see core/DECISIONS.md).
const transform = {
  '^.+\\.(t|j)sx?$': [
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } }, target: 'es2024' },
      module: { type: 'commonjs' },
    },
  ],
}
const common = {
  transform,
  transformIgnorePatterns: [
    '/node_modules/(?!(i18next|react-i18next|@tanstack|temporal-polyfill|temporal-utils|@mantine|age-encryption|@noble|@scure|@hpke|openid-client|oauth4webapi|jose|uqr)/)',
  ],
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/world/environment.cjs',
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/world/fast-check.cjs' },
}
module.exports = {
  // Nothing is asserted in seconds: only what hangs is stopped, on a slow and busy machine too (test/world/environment.cjs).
  testTimeout: 300_000,
  // Test files wait for databases, browsers, processes and clocks about a third of their time: as many files as cores leave the cores idle so long.
  maxWorkers: Math.min(8, availableParallelism() + 1),
  testSequencer: '<rootDir>/test/world/sequencer.cjs',
  projects: [
    { ...common, displayName: 'core', testMatch: ['<rootDir>/test/{core,architecture}/**/*.test.ts'] },
    {
      ...common,
      displayName: 'hosts',
      testMatch: ['<rootDir>/test/{storage,doors,scenarios,simulation,desktop,documents,attack}/**/*.test.ts'],
      globalSetup: '<rootDir>/test/world/servers-up.ts',
      globalTeardown: '<rootDir>/test/world/servers-down.ts',
    },
    { ...common, displayName: 'screens', testEnvironment: 'jsdom', testMatch: ['<rootDir>/test/renderer/**/*.test.{ts,tsx}'] },
    {
      ...common,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/test/world/servers-up.ts',
      globalTeardown: '<rootDir>/test/world/servers-down.ts',
    },
  ],
}
