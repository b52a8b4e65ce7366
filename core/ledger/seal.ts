/** The parts of a posted document that its seal covers. Amounts in minor units. */
export interface Sealed {
  readonly number: string
  readonly sequence: number
  readonly entity: string
  readonly customer: string
  readonly issued: string
  readonly due: string
  readonly currency: string
  readonly net: bigint
  readonly tax: bigint
  readonly gross: bigint
  readonly charges: readonly {
    readonly id: string
    readonly line: string
    readonly from: string
    readonly to: string
    readonly net: bigint
  }[]
  readonly taxes: readonly { readonly code: string; readonly rate: string; readonly base: bigint; readonly amount: bigint }[]
  readonly lines: readonly {
    readonly position: number
    readonly account: string
    readonly amount: bigint
    readonly entityAmount: bigint
    readonly groupAmount: bigint
  }[]
}

/** One text for one document, whatever database it comes from. */
export function canonical(d: Sealed): string {
  const parts = [d.number, d.sequence, d.entity, d.customer, d.issued, d.due, d.currency, d.net, d.tax, d.gross].join('|')
  const charges = d.charges.map((c) => `${c.id}|${c.line}|${c.from}|${c.to}|${c.net}`).join(';')
  // Stored without an order of their own.
  const taxes = [...d.taxes]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((t) => `${t.code}|${t.rate}|${t.base}|${t.amount}`)
    .join(';')
  const lines = d.lines.map((l) => `${l.position}|${l.account}|${l.amount}|${l.entityAmount}|${l.groupAmount}`).join(';')
  return `${parts}\n${charges}\n${taxes}\n${lines}`
}

/** Chains a document to the one before it in its series: what comes before cannot change without every seal after it changing too. */
export const sealOf = (previous: string | null, document: Sealed, digest: (text: string) => string): string =>
  digest(`${previous ?? ''}\n${canonical(document)}`)

/** The parts of a journal without an invoice that its seal covers. */
export interface SealedJournal {
  readonly id: string
  readonly number: string
  readonly sequence: number
  readonly entity: string
  readonly document: string
  readonly source: string
  readonly narrative: string | null
  readonly postedOn: string
  readonly convertedOn: string | null
  readonly taxPoint: string | null
  readonly event: string | null
  readonly pair: string | null
  readonly currency: string
  readonly lines: readonly {
    readonly position: number
    readonly account: string
    readonly currency: string
    readonly amount: bigint
    readonly entityAmount: bigint
    readonly groupAmount: bigint
    readonly customer: string | null
    readonly charge: string | null
    readonly fund: string | null
    readonly supplier: string | null
    readonly partner: string | null
    readonly openItem: string | null
  }[]
}

/** What journals learned to carry since: named, and only where it is there, so that the seals of older ones stay what they were. */
const later = (...parts: readonly (readonly [name: string, value: string | null])[]): string =>
  parts.map(([name, value]) => (value === null ? '' : `|${name}=${value}`)).join('')

/** A person writes the narrative, so it is quoted: no text can look like two parts. */
export function canonicalJournal(j: SealedJournal): string {
  const parts = [j.id, j.number, j.sequence, j.entity, j.document, j.source, j.postedOn, j.currency, JSON.stringify(j.narrative)].join('|')
  const further = later(['converted', j.convertedOn], ['tax', j.taxPoint], ['event', j.event], ['pair', j.pair])
  const lines = j.lines.map(
    (l) =>
      [l.position, l.account, l.amount, l.entityAmount, l.groupAmount, l.customer ?? '', l.charge ?? '', l.fund ?? ''].join('|') +
      later(['in', l.currency === j.currency ? null : l.currency], ['supplier', l.supplier], ['partner', l.partner], ['item', l.openItem]),
  )
  return `${parts}${further}\n${lines.join(';')}`
}
export const sealOfJournal = (previous: string | null, journal: SealedJournal, digest: (text: string) => string): string =>
  digest(`${previous ?? ''}\n${canonicalJournal(journal)}`)
