/** After all test files. */
export default async function serversDown(): Promise<void> {
  const running = globalThis.harmonyTestPostgres
  globalThis.harmonyTestPostgres = undefined
  await running?.stop()
}
