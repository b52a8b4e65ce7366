// Reads what the writers wrote, by the rules of the programs that will, and knows nothing of the writers.

/** Cells of one line: quoted where they need it. */
export function cellsOf(line: string, delimiter: string): string[] {
  const cells: string[] = []
  for (let i = 0; i <= line.length;) {
    if (line[i] === '"') {
      let text = ''
      for (i += 1; line[i] !== '"' || line[i + 1] === '"'; i += 1) {
        if (i >= line.length) throw new Error(`an open quote: ${line}`)
        if (line[i] === '"') i += 1
        text += line[i]
      }
      cells.push(text)
      i += 2
    } else {
      const end = line.indexOf(delimiter, i) < 0 ? line.length : line.indexOf(delimiter, i)
      cells.push(line.slice(i, end))
      i = end + 1
    }
  }
  return cells
}
export function rowsOf(text: string, delimiter = ','): Record<string, string>[] {
  if (!text.endsWith('\r\n')) throw new Error('a last line without its end')
  const [head, ...lines] = text.slice(0, -2).split('\r\n')
  const names = cellsOf(head!, delimiter)
  return lines.map((line) => {
    const cells = cellsOf(line, delimiter)
    if (cells.length !== names.length) throw new Error(`${cells.length} cells, not ${names.length}: ${line}`)
    return Object.fromEntries(names.map((name, i) => [name, cells[i]!]))
  })
}
/** Cents of an amount with two places. */
export const cents = (text: string): bigint => {
  if (!/^-?\d+[.,]\d\d$/.test(text)) throw new Error(`no amount: ${text}`)
  return BigInt(text.replace(/[.,]/, ''))
}

export interface DatevPair {
  /** In the currency of the file. */
  readonly amount: bigint
  readonly side: string
  readonly account: string
  readonly counter: string
  readonly key: string
  readonly day: string
  readonly document: string
  readonly generalReversal: boolean
  readonly cells: Readonly<Record<string, string>>
}
export function parseDatev(text: string): { readonly header: readonly string[]; readonly pairs: readonly DatevPair[] } {
  const [first, ...rest] = text.split('\r\n')
  const header = cellsOf(first!, ';')
  const pairs = rowsOf(rest.join('\r\n'), ';').map((cells) => {
    const base = cells['WKZ Umsatz'] === header[21] ? cells['Umsatz (ohne Soll/Haben-Kz)']! : cells['Basis-Umsatz']!
    return {
      amount: cents(base),
      side: cells['Soll/Haben-Kennzeichen']!,
      account: cells['Konto']!,
      counter: cells['Gegenkonto (ohne BU-Schlüssel)']!,
      key: cells['BU-Schlüssel']!,
      day: cells['Belegdatum']!,
      document: cells['Belegfeld 1']!,
      generalReversal: cells['Generalumkehr (GU)'] === '1',
      cells,
    }
  })
  return { header, pairs }
}
