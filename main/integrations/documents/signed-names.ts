/** What the files inside a signed PDF are called. */
export const evidenceName = 'harmony-evidence.json'
export const seenName = 'document-as-seen.pdf'
