/** After all test files. */
export default async function serversDown(): Promise<void> {
  await globalThis.harmonyTestPostgres?.stop()
}
