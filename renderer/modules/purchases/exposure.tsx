import { useAsk } from '../../app/ask.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import styles from './purchases.module.css'

interface Exposed {
  readonly contract: string
  readonly contractNumber: string
  readonly customerName: string
  readonly lineNumber: number | null
  readonly costLine: string
  readonly item: string
  readonly supplierName: string | null
  readonly customerTo: string | null
  readonly customerNoticeBy: string | null
  readonly supplierTo: string
  readonly supplierNoticeBy: string | null
  readonly days: number
  readonly currency: string
  readonly amount: string
  readonly entityCurrency: string
  readonly entityAmount: string | null
}

/** What we still owe suppliers after our customers can leave, the greatest first. */
export default function ExposureScreen() {
  const say = useSay()
  const { data, error } = useAsk<{ rows: readonly Exposed[] }>('purchases.exposure')
  useTitle(say('purchases.exposure'))
  return (
    <Page>
      <PageHead title={say('purchases.exposure')} lead={say('purchases.ui.exposureLead')} />
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!data && !error ? <Bones label={say('purchases.exposure')} lines={6} /> : null}
      {data?.rows.length === 0 ? <Nothing icon="check" title={say('purchases.ui.covered')} lead={say('purchases.ui.coveredLead')} /> : null}
      {data && data.rows.length > 0 ? <Rows rows={data.rows} /> : null}
    </Page>
  )
}

function Rows({ rows }: { rows: readonly Exposed[] }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Card>
      <Table
        stacks
        caption={say('purchases.exposure')}
        columns={[
          { name: say('field.contract') },
          { name: say('purchases.ui.owed'), figures: true },
          { name: say('purchases.ui.customerTo') },
          { name: say('purchases.ui.supplierTo') },
          { name: say('purchases.ui.days'), figures: true },
        ]}
        rows={rows.map((row) => [
          <span key="c" className={styles['what']} data-wide>
            <Go to={`/contracts/${row.contract}/purchases`}>
              {row.lineNumber === null
                ? row.contractNumber
                : say('purchases.ui.contractLine', { contract: row.contractNumber, line: row.lineNumber })}
            </Go>
            <small>{row.customerName}</small>
            <small>
              {row.item}, {row.supplierName ?? say('purchases.ui.ownLabour')}
            </small>
          </span>,
          <span key="a" className={styles['two']}>
            {culture.money(row.currency, row.amount)}
            {row.entityAmount !== null && row.entityCurrency !== row.currency ? (
              <small>{culture.money(row.entityCurrency, row.entityAmount)}</small>
            ) : null}
          </span>,
          <Until key="u" day={row.customerTo} noticeBy={row.customerNoticeBy} />,
          <Until key="s" day={row.supplierTo} noticeBy={row.supplierNoticeBy} />,
          culture.count(row.days),
        ])}
      />
    </Card>
  )
}

function Until({ day, noticeBy }: { day: string | null; noticeBy: string | null }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <span className={styles['what']}>
      {day ? culture.day(day) : say('purchases.ui.anyDay')}
      {noticeBy ? <small>{say('purchases.ui.noticeBy', { day: culture.day(noticeBy) })}</small> : null}
    </span>
  )
}
