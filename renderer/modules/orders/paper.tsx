import { dayIn, decimalIn, moneyIn } from '../../app/culture.ts'
import { useSay } from '../../app/words.ts'
import { Table } from '../../kit/page.tsx'
import { majorText } from './paper-price.ts'
import styles from './capture.module.css'
import type { Paper } from './types.ts'

const calledBy = { order: 'orders.ui.called', quote: 'quotes.ui.called', changeOrder: 'orders.ui.changeOrderCalled' } as const

/** The order or the quote as the customer signs it, drawn from the very data that is signed: no cost, no margin, nothing of ours. */
export function PaperPage({ paper }: { paper: Paper }) {
  const say = useSay()
  const { payload } = paper
  const { culture, currency, lines, totals } = payload
  const money = (minor: string): string => moneyIn(culture, currency, minor)
  return (
    <article className={styles['paper']} aria-label={say('orders.ui.paper')}>
      <div className={styles['parties']}>
        <address>
          <strong>{payload.seller.name}</strong>
          {payload.seller.address.map((line, i) => (
            <span key={i}>{line}</span>
          ))}
        </address>
        <address>
          <strong>{payload.buyer.name}</strong>
          {[...payload.buyer.address, payload.buyer.contact].filter(Boolean).map((line, i) => (
            <span key={i}>{line}</span>
          ))}
        </address>
      </div>
      <h3>
        {say(calledBy[payload.kind], { number: payload.number ?? payload.reference ?? '' })} · {dayIn(culture, payload.day)}
      </h3>
      {payload.changes ? <p>{say('orders.ui.takesPlaceOf', { order: payload.changes })}</p> : null}
      <p>
        {[
          payload.subject,
          payload.poNumber ? `${say('field.poNumber')} ${payload.poNumber}` : null,
          payload.validUntil ? `${say('field.validUntil')} ${dayIn(culture, payload.validUntil)}` : null,
          payload.start ? `${say('field.start')} ${dayIn(culture, payload.start)}` : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Table
        stacks
        caption={say('field.lines')}
        columns={[
          { name: say('orders.ui.what') },
          { name: say('field.quantity'), figures: true },
          { name: say('quotes.ui.price'), figures: true },
          { name: say('orders.ui.amount'), figures: true },
        ]}
        rows={lines.map((line) => [
          <span key="w" className={styles['what']}>
            <strong>
              {line.position}. {line.description ?? line.name}
            </strong>
            {line.detail.map((words, i) => (
              <small key={i}>{words}</small>
            ))}
          </span>,
          `${decimalIn(culture, line.quantity)} ${line.unit}`,
          line.unitPrice === null ? '' : majorText(culture, currency, line.unitPrice),
          line.amount === null ? say('orders.ui.period.usage') : `${money(line.amount)} ${say(`orders.ui.period.${line.period}`)}`,
        ])}
      />
      <dl className={styles['totals']}>
        {totals.map((total) => (
          <div key={total.period}>
            <dt>{say(`orders.ui.total.${total.period}`)}</dt>
            <dd>
              {say('orders.ui.netTaxGross', { net: money(total.net), tax: money(total.tax), gross: money(total.gross) })}
              {total.taxes.flatMap(({ note }) => (note ? [<small key={note}>{note}</small>] : []))}
            </dd>
          </div>
        ))}
      </dl>
      {payload.note ? <p>{payload.note}</p> : null}
    </article>
  )
}

/** The clauses, word for word. */
export function Clauses({ paper }: { paper: Paper }) {
  const say = useSay()
  return (
    <div className={styles['clauses']} role="group" tabIndex={0} aria-label={say('orders.ui.clauses')}>
      {paper.clauses.map((clause) => (
        <section key={clause.hash} lang={clause.language}>
          <h4>{clause.heading}</h4>
          {clause.words.split(/\n+/).map((words, i) => (
            <p key={i}>{words}</p>
          ))}
          <small>{say('orders.ui.clauseOf', { code: clause.code, version: clause.version })}</small>
        </section>
      ))}
    </div>
  )
}
