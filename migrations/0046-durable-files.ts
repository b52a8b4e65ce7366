/** A device learns until when a backup of the hub can be without a file that it has sent: only a later one lets it forget the file. */
export const name = '0046-durable-files'

export function statements(dialect: 'sqlite' | 'postgres'): string[] {
  // The queue of a device is a file of its own; the hub has no such table. Files sent before are not known to be in any backup, and stay.
  return dialect === 'sqlite' ? ['alter table outgoing_blobs add column complete_end integer'] : []
}
