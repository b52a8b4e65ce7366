import type { Due, DueRow } from '../../app/due.ts'

interface Months {
  readonly entities: readonly {
    readonly entity: string
    readonly name: string
    readonly periods: readonly { readonly month: string; readonly state: string; readonly over: boolean }[]
  }[]
}
const lastDay = (month: string): string => {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10)
}
/** The oldest month of each legal entity that has ended and is still open; the later ones wait for it. */
const openMonths = ({ entities }: Months): readonly DueRow[] =>
  entities.flatMap(({ entity, name, periods }) =>
    periods
      .filter(({ state, over }) => over && state === 'open')
      .slice(0, 1)
      .map(({ month }) => ({ id: `${entity} ${month}`, name, entity, month, ended: lastDay(month) })),
  )

// Ten days are what a month's end usually takes; nothing legal hangs on them.
export const dues: readonly Due[] = [
  {
    zone: 'finance', word: 'closing.ui.due.close', icon: 'ledger', permit: 'closing.close', by: 'ended', grace: 10, ahead: 10, title: ['name'], about: ['month'],
    of: { operation: 'closing.months', input: {}, rows: openMonths, all: '/periods' },
    opens: (row) => `/month-end?period=${String(row['month'])}`,
  },
] // prettier-ignore
