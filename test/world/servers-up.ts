import { serverVariable, startPostgres, sweepStores, type Server } from './postgres.ts'

declare global {
  var harmonyTestPostgres: Server | undefined
}

/** Before all test files: one PostgreSQL for all of them, each with databases of its own in it. Several projects ask for it; the first starts it. */
export default async function serversUp(): Promise<void> {
  if (globalThis.harmonyTestPostgres) return
  sweepStores()
  globalThis.harmonyTestPostgres = await startPostgres()
  process.env[serverVariable] = globalThis.harmonyTestPostgres.url
}
