import { decimalText } from '../kernel/decimal.ts'
import type { Row } from '../kernel/record.ts'
import type { Code } from '../kernel/shape.ts'
import type { taxCodes } from '../tax/tax-code.ts'
import type { Profile, Target } from './profile.ts'

// What holds until somebody says otherwise: from the country of the legal entity, and from what each program calls the usual taxes.

const byCountry: Readonly<Record<string, Target>> = {
  DE: 'datev',
  AT: 'datev',
  GB: 'sage50',
  IE: 'sage50',
  AU: 'xero',
  NZ: 'xero',
  US: 'quickbooks',
  CA: 'quickbooks',
}

export function usualProfile(entity: { readonly code: string; readonly country: string }): Profile {
  const target = byCountry[entity.country] ?? 'csv'
  const isDatev = target === 'datev'
  return {
    entity: entity.code as Code<'entities'>,
    target,
    // The numbers that DATEV gives to nobody else: whoever sends the files puts in their own.
    consultant: isDatev ? 1001 : null,
    client: isDatev ? 1 : null,
    chart: isDatev ? '03' : null,
    accountLength: 4,
    debtorFrom: 10000,
    debtorTo: 69999,
    creditorFrom: 70000,
    creditorTo: 99999,
    fixes: false,
    layout: null,
    batches: 0,
  }
}

type TaxCode = Pick<Row<typeof taxCodes>, 'code' | 'rate' | 'category' | 'country'>

/** BU-Schlüssel of sales; 94 is for services bought under s. 13b UStG. */
function datevKey({ rate, category }: TaxCode): string | null {
  const percent = decimalText(rate)
  if (category === 'AE' && percent !== '0') return '94'
  if (percent === '0') return ''
  return ({ '19': '3', '7': '2' } as Readonly<Record<string, string>>)[percent] ?? null
}
/** T codes as Sage 50 comes with them. */
function sageKey({ rate, category }: TaxCode): string | null {
  const percent = decimalText(rate)
  if (category === 'S') return ({ '20': 'T1', '5': 'T5' } as Readonly<Record<string, string>>)[percent] ?? null
  return ({ Z: 'T0', E: 'T2', O: 'T9', AE: 'T20', G: 'T0', K: 'T4' } as Readonly<Record<string, string>>)[category] ?? null
}
/** Names of tax rates as Xero comes with them in the United Kingdom. */
function xeroKey({ rate, category, country }: TaxCode): string | null {
  const percent = decimalText(rate)
  if (category === 'S') return country === 'AU' ? 'GST on Income' : `${percent}% (VAT on Income)`
  return (
    ({ Z: 'Zero Rated Income', E: 'Exempt Income', O: 'No VAT', AE: 'Reverse Charge Expenses (20%)' } as Readonly<Record<string, string>>)[
      category
    ] ?? null
  )
}

/** What a tax code is called by a program; `null` where somebody has to say it, the empty text where it needs no name. */
export function usualTaxKey(target: Target, code: TaxCode): string | null {
  if (target === 'datev') return datevKey(code)
  if (target === 'sage50' || target === 'sage200') return sageKey(code)
  if (target === 'xero') return xeroKey(code)
  return code.code
}
/** What such a program calls a line without tax. */
export const untaxedKey: Readonly<Partial<Record<Target, string>>> = { sage50: 'T9', sage200: 'T9', xero: 'No VAT' }

/** Revenue that the standard charts keep apart by its tax: 7 %, the customer owes it, taxable in a third country. */
const apart: Readonly<Record<string, Readonly<Record<'reduced' | 'reverse' | 'outside', string>>>> = {
  '03': { reduced: '8300', reverse: '8336', outside: '8338' },
  '04': { reduced: '4300', reverse: '4336', outside: '4338' },
}
/** The standard chart's own account of revenue under a tax; `undefined`: the entity's account of the role. */
export function usualAccount(profile: Pick<Profile, 'target' | 'chart' | 'accountLength'>, side: string, code: TaxCode | undefined): string | undefined {
  const known = profile.target === 'datev' && profile.chart !== null ? apart[profile.chart] : undefined
  if (!known || side !== 'income' || !code) return undefined
  const of = code.category === 'AE' ? known.reverse : code.category === 'O' || code.category === 'G' ? known.outside : decimalText(code.rate) === '7' ? known.reduced : undefined
  return of?.padEnd(profile.accountLength, '0')
} // prettier-ignore
