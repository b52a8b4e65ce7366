import { inLanguage } from '../kernel/by-language.ts'
import type { Day } from '../kernel/day.ts'
import { decimalText } from '../kernel/decimal.ts'
import { exponents, majorText } from '../kernel/money.ts'
import type { Answer, Row } from '../kernel/record.ts'
import type { Wire } from '../kernel/shape.ts'
import type { customers } from '../customers/customer.ts'
import type { entities } from '../entities/entity.ts'
import type { PriceProposal } from './proposal.ts'
import type { announced } from './reads.ts'
import type { indexSeries } from './series.ts'

export interface LetterFacts {
  readonly number: string
  readonly written: Day
  readonly entity: Row<typeof entities>
  readonly customer: Row<typeof customers>
  /** New prices with what people know of their lines, in the order of contracts and lines. */
  readonly prices: readonly { readonly proposal: PriceProposal; readonly line: Answer<typeof announced> }[]
  readonly series: ReadonlyMap<string, Row<typeof indexSeries>>
}

/** Everything a letter about new prices says, in the customer's language where a language matters; amounts still exact, formatted by whoever prints. */
export function letterPage(facts: LetterFacts): { readonly language: string; readonly data: Wire; readonly copy: Wire } {
  const { entity, customer, number, written } = facts
  const { language, culture } = customer
  const data = {
    kind: 'upliftLetter',
    language,
    culture,
    number,
    issued: written,
    seller: {
      name: entity.name,
      lines: [...entity.address],
      country: entity.country,
      taxIdLabel: entity.taxIdLabel,
      taxId: entity.taxId,
      registration: entity.registration,
      bank: entity.bank.map((b) => ({ ...b })),
      culture: entity.culture,
      legal: [...entity.legal],
    },
    buyer: { name: customer.name, lines: [...customer.address], country: customer.country, taxId: customer.taxId },
    customerCode: customer.code ?? '',
    lines: facts.prices.map((price, i) => lineOf(price, i + 1, language, facts.series)),
  }
  const copy = {
    format: 'harmony-prices/1',
    number,
    written,
    seller: { entity: entity.code, name: entity.name },
    buyer: { name: customer.name },
    prices: facts.prices.map(({ proposal, line }, i) => ({
      position: i + 1,
      contract: line.contractNumber,
      line: line.lineNumber,
      product: line.product,
      from: proposal.effective,
      currency: proposal.currency,
      quantity: decimalText(proposal.quantity),
      oldPrice: proposal.oldPrice && decimalText(proposal.oldPrice),
      newPrice: proposal.newPrice && decimalText(proposal.newPrice),
      morePerYear: majorText(proposal.currency, proposal.morePerYear),
      why: proposal.trace as unknown as Wire,
    })),
  }
  return { language, data, copy }
}

function lineOf(
  { proposal, line }: LetterFacts['prices'][number],
  position: number,
  language: string,
  series: LetterFacts['series'],
): Wire {
  const { trace } = proposal
  const index = trace.index === null ? undefined : series.get(trace.index)
  const product = inLanguage(line.productNames, language) ?? line.product
  return {
    position,
    contract: line.contractNumber,
    product,
    description: line.description,
    poNumber: line.poNumber,
    from: proposal.effective,
    quantity: decimalText(proposal.quantity),
    unit: inLanguage(line.unit, language) ?? '',
    currency: proposal.currency,
    exponent: exponents[proposal.currency],
    oldPrice: proposal.oldPrice && decimalText(proposal.oldPrice),
    newPrice: proposal.newPrice && decimalText(proposal.newPrice),
    rise: proposal.rise && decimalText(proposal.rise),
    basisMonths: trace.basisMonths,
    index: index ? { name: inLanguage(index.names, language) ?? index.code, source: index.source, base: index.base } : null,
    trace: trace as unknown as Wire,
  }
}
