/** What may be forgotten is found without reading what stays: settled intents of a device by their age, parts of files by when they were begun. */
export const name = '0036-forgetting'

export function statements(dialect: 'sqlite' | 'postgres'): string[] {
  return [
    // A queue's row is four kilobytes, and its state stands behind them. The table itself stays as it is (0014).
    ...(dialect === 'sqlite' ? [`create index queue_settled on queue (at) where state = 'settled'`] : []),
    `create index sync_blobs_begun on sync_blobs (begun_at)`,
  ]
}
