import type { Wire } from '../kernel/shape.ts'
import { exponents } from '../kernel/money.ts'
import { payloadWire, type Payload } from './payload.ts'
import type { Signature } from './signature.ts'
import type { ShownClause } from './words-shown.ts'

/** What is drawn where it was signed. */
export type Drawn = Pick<
  Signature,
  'signer' | 'role' | 'place' | 'method' | 'image' | 'signedAt' | 'viewedAt' | 'document' | 'sealKey' | 'link'
>

/**
 * Everything that the printed order, quote or change order says; amounts still exact, formatted by whoever prints. Before and after it is signed.
 * `countersignedAt` is left out where the company's own key has sealed, so that nothing is to be countersigned.
 */
export function orderPage(
  payload: Payload,
  clauses: readonly ShownClause[],
  payloadHash: string,
  signed: Drawn | null,
  countersignedAt?: string | null,
): Wire {
  return {
    ...(payloadWire(payload) as { readonly [name: string]: Wire }),
    exponent: exponents[payload.currency],
    clauses: clauses.map((clause) => ({ ...clause })),
    payloadHash,
    signature: signed && {
      signer: signed.signer,
      role: signed.role,
      place: signed.place,
      method: signed.method,
      image: signed.image,
      viewedAt: signed.viewedAt,
      signedAt: signed.signedAt,
      documentHash: signed.document.hash,
      key: signed.sealKey,
      link: signed.link,
      ...(countersignedAt === undefined ? {} : { countersignedAt }),
    },
  }
}

/** What the file is called: by its number or reference, as people look for it. */
export const fileNameFor = (payload: Pick<Payload, 'kind' | 'number' | 'reference' | 'version' | 'id'>, what = ''): string => {
  const called = [
    payload.number ?? payload.reference ?? payload.id.slice(0, 8),
    ...(payload.version === null ? [] : [`v${payload.version}`]),
  ]
  return `${called.join('-').replace(/[^\w-]/g, '-')}${what}.pdf`
}
