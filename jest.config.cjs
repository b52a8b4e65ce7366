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
  transformIgnorePatterns: ['/node_modules/(?!(i18next|react-i18next|@tanstack|temporal-polyfill|temporal-utils|@mantine)/)'],
  rootDir: __dirname,
}
module.exports = {
  // Nothing is asserted in seconds: only what hangs is stopped, on a slow and busy machine too.
  testTimeout: 60_000,
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
