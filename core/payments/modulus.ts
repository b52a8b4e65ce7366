/**
 * Whether a British sort code and account number can belong together. Source: Vocalink, Validating account numbers, 6.40 (finance.md 5.1). The weights change
 * several times a year, so the table is what was loaded, never part of the program. A pass says “possible”, not “exists”.
 */
export interface WeightRow {
  readonly from: string
  readonly to: string
  readonly method: 'MOD10' | 'MOD11' | 'DBLAL'
  /** Of the digits u to z of the sort code and a to h of the account. */
  readonly weights: readonly number[]
  readonly exception: number
}
export interface WeightTable {
  readonly rows: readonly WeightRow[]
  /** Sort codes that are checked as others (exception 5). */
  readonly substitutes: ReadonlyMap<string, string>
}

const aRow = /^(\d{6})\s+(\d{6})\s+(MOD10|MOD11|DBLAL)((?:\s+-?\d{1,3}){14})(?:\s+(\d{1,2}))?$/
/** The published file of weights, and the one of substitutes. Answers the first line that it cannot read. */
export function readTable(weights: string, substitutes: string): WeightTable | { readonly badLine: string } {
  const lines = (text: string): string[] => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '') // prettier-ignore
  const rows: WeightRow[] = []
  for (const line of lines(weights)) {
    const found = aRow.exec(line)
    if (!found) return { badLine: line }
    const [, from, to, method, numbers, exception] = found
    rows.push({ from: from!, to: to!, method: method as WeightRow['method'], weights: numbers!.trim().split(/\s+/).map((n) => whole(n)), exception: whole(exception ?? '0') }) // prettier-ignore
  }
  const others = new Map<string, string>()
  for (const line of lines(substitutes)) {
    const found = /^(\d{6})\s+(\d{6})$/.exec(line)
    if (!found) return { badLine: line }
    others.set(found[1]!, found[2]!)
  }
  return { rows, substitutes: others }
}

/** Digits as the small count that they are. */
const whole = (text: string): number => {
  const size = [...text.replace('-', '')].reduce((sum, sign) => sum * 10 + sign.charCodeAt(0) - 48, 0)
  return text.startsWith('-') ? -size : size
}
const digitsOf = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0) - 48)

function total({ method }: WeightRow, weights: readonly number[], number: string): number {
  const products = digitsOf(number).map((digit, i) => digit * weights[i]!)
  const parts = method === 'DBLAL' ? products.flatMap((product) => digitsOf(`${product < 0 ? -product : product}`)) : products
  return parts.reduce((sum, part) => sum + part, 0)
}
const modulusOf = ({ method }: WeightRow): number => (method === 'MOD11' ? 11 : 10)
/** Without the sort code and the first two digits of the account. */
const withoutHead = (weights: readonly number[]): number[] => weights.map((weight, i) => (i < 8 ? 0 : weight))

const euro = [0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1]
/** What the exceptions make of the weights and of the sort code that is looked at. */
function adapted(row: WeightRow, sortCode: string, account: string, { substitutes }: WeightTable): { weights: readonly number[]; sortCode: string } {
  const { weights, exception } = row
  const g = account[6]
  if (exception === 2 && account[0] !== '0') return { weights: g === '9' ? withoutHead(euro) : euro, sortCode }
  if (exception === 5) return { weights, sortCode: substitutes.get(sortCode) ?? sortCode }
  if (exception === 7 && g === '9') return { weights: withoutHead(weights), sortCode }
  if (exception === 8) return { weights, sortCode: '090126' }
  if (exception === 9) return { weights, sortCode: '309634' }
  if (exception === 10 && g === '9' && (account.startsWith('09') || account.startsWith('99'))) return { weights: withoutHead(weights), sortCode }
  return { weights, sortCode }
} // prettier-ignore

function passes(row: WeightRow, given: string, account: string, table: WeightTable): boolean {
  const { weights, sortCode } = adapted(row, given, account, table)
  const { exception, method } = row
  const modulus = modulusOf(row)
  const sum = total(row, weights, sortCode + account) + (exception === 1 ? 27 : 0)
  const rest = ((sum % modulus) + modulus) % modulus
  const [g, h] = digitsOf(account.slice(6))
  if (exception === 4) return rest === g! * 10 + h!
  if (exception === 5) {
    const check = method === 'DBLAL' ? h! : g!
    return rest === 0 ? check === 0 : check === modulus - rest && check < 10
  }
  if (rest === 0) return true
  if (exception !== 14 || !(h === 0 || h === 1 || h === 9)) return false
  // Coutts: the last digit may be a suffix.
  return total(row, weights, `${sortCode}0${account.slice(0, 7)}`) % modulus === 0
}

/** `undefined` where no row speaks of the sort code: then it is presumed to be right. */
export function modulusPasses(sortCode: string, account: string, table: WeightTable): boolean | undefined {
  const [first, second] = table.rows.filter((row) => row.from <= sortCode && sortCode <= row.to)
  if (!first) return undefined
  // Accounts in foreign money are not checked.
  if (first.exception === 6 && account[0]! >= '4' && account[0]! <= '8' && account[6] === account[7]) return true
  const one = passes(first, sortCode, account, table)
  if (!second) return one
  if (second.exception === 3 && (account[2] === '6' || account[2] === '9')) return one
  const other = passes(second, sortCode, account, table)
  const either = (first.exception === 2 && second.exception === 9) || (first.exception === 10 && second.exception === 11) || (first.exception === 12 && second.exception === 13)
  return either ? one || other : one && other
} // prettier-ignore
