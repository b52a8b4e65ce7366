import type { Paper } from '../orders/types.ts'

/** Where a link leads. Its secret stands behind the `#`: browsers send that to nobody, so it lies in no log and no Referer. */
export const linkAddress = (origin: string, secret: string): string => `${origin}/sign#${secret}`
export const secretIn = (hash: string): string => hash.replace(/^#/, '')

/** What `signing.openLink` answers, with the document that `signing.linkFile` brings. Absent members of a payload are those that say nothing. */
export interface Opened {
  readonly signer: string
  readonly email: string | null
  readonly expiresAt: string
  readonly signedAt: string | null
  readonly payload: Paper['payload'] & { readonly kind: 'order' | 'quote' | 'changeOrder'; readonly language: string; readonly consent: string; readonly salesperson?: string; readonly validUntil?: string } // prettier-ignore
  readonly clauses: readonly { readonly code: string; readonly version: number; readonly language: string; readonly heading: string; readonly text: string; readonly hash: string }[] // prettier-ignore
  readonly document: { readonly name: string; readonly hash: string }
  readonly base64: string
}

/** As the paper is drawn everywhere else. */
export const paperOf = ({ payload, clauses }: Opened): Paper => ({
  payload: {
    ...payload,
    lines: payload.lines.map((line) => ({
      ...line,
      description: line.description ?? null,
      unitPrice: line.unitPrice ?? null,
      amount: line.amount ?? null,
      detail: line.detail ?? [],
    })),
  },
  clauses: clauses.map(({ text, ...clause }) => ({ ...clause, words: text })),
})

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
/** SHA-256 of what this page was really given. */
export async function hashOf(base64: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytesOf(base64))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
export function savePdf(base64: string, name: string): void {
  const address = URL.createObjectURL(new Blob([bytesOf(base64)], { type: 'application/pdf' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
