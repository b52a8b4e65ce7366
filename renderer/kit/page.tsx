import { isValidElement, type ReactNode } from 'react'
import styles from './page.module.css'

/** Head of a screen: what it is, how it stands, what can be done. */
export function PageHead({ title, chip, lead, children }: { title: string; chip?: ReactNode; lead?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles['head']}>
      <div className={styles['headText']}>
        <div className={styles['titleLine']}>
          <h1>{title}</h1>
          {chip}
        </div>
        {lead ? <p className={styles['lead']}>{lead}</p> : null}
      </div>
      {children ? <div className={styles['actions']}>{children}</div> : null}
    </div>
  )
}
/** A screen that scrolls as a whole. Lists fill the window themselves and go without. */
export function Page({ children, narrow }: { children: ReactNode; narrow?: boolean }) {
  return (
    <div className={styles['page']} tabIndex={-1}>
      <div className={styles['pageInner']} data-narrow={narrow || undefined}>
        {children}
      </div>
    </div>
  )
}
/** A screen whose list takes all the height that is left. */
export function Fill({ children }: { children: ReactNode }) {
  return <div className={styles['fill']}>{children}</div>
}
export function Card({ title, actions, children }: { title?: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles['card']} {...(title ? { 'aria-label': title } : {})}>
      {title ? (
        <div className={styles['cardHead']}>
          <h2>{title}</h2>
          {actions}
        </div>
      ) : null}
      {children}
    </section>
  )
}
/** Name and value, in as many columns as fit. */
export function Facts({ facts }: { facts: readonly { readonly name: string; readonly value: ReactNode; readonly wide?: boolean }[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map((fact) => (
        <div key={fact.name} data-wide={fact.wide || undefined}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
/** What a report is asked for: months, an entity, a view. */
export function Choices({ children }: { children: ReactNode }) {
  return <div className={styles['choices']}>{children}</div>
}
/** As many as the longest amount that fits a small box; what is no plain text counts as long. */
const manySigns = 17
function signsIn(value: ReactNode): number {
  if (typeof value === 'string') return Math.max(1, value.length)
  return isValidElement<{ children?: ReactNode }>(value) && typeof value.props.children === 'string'
    ? signsIn(value.props.children)
    : manySigns
}
/** A figure that a screen is about, with its word and what explains it. */
export function Figure({
  word,
  value,
  lead,
  tone,
  act,
}: {
  word: string
  value: ReactNode
  lead?: ReactNode
  tone?: 'ok' | 'warn' | 'danger'
  /** What can be done with it, at its corner. */
  act?: ReactNode
}) {
  return (
    <div className={styles['figure']} data-tone={tone}>
      <span className={styles['figureWord']}>{word}</span>
      {act ? <span className={styles['figureAct']}>{act}</span> : null}
      <span className={`${styles['figureValue']} figures`} style={{ ['--signs' as string]: signsIn(value) }}>
        {value}
      </span>
      {lead ? <span className={styles['figureLead']}>{lead}</span> : null}
    </div>
  )
}
export function Figures({ children }: { children: ReactNode }) {
  return <div className={styles['figures']}>{children}</div>
}
/** A plain table for a handful of rows; long lists are grids. Columns of figures stand at the end. */
export function Table({
  caption,
  columns,
  rows,
  empty,
  // More than three columns have no room side by side on a telephone.
  stacks = columns.length > 3,
}: {
  caption: string
  columns: readonly { readonly name: string; readonly figures?: boolean }[]
  rows: readonly (readonly ReactNode[])[]
  empty?: string
  /** Where there is little room, as on a telephone, each row is a card and each figure stands under its heading: nothing has to be pushed aside to be read. */
  stacks?: boolean
}) {
  return (
    <div className={styles['tableBox']} data-stacks={stacks || undefined} tabIndex={0} role="group" aria-label={caption}>
      <table className={styles['table']}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((c, i) =>
              // A column of signs has no name, and an empty heading would be read out as one.
              c.name === '' ? (
                <td key={i} />
              ) : (
                <th key={i} scope="col" data-figures={c.figures || undefined}>
                  {c.name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td
                  key={j}
                  data-figures={columns[j]?.figures || undefined}
                  data-acts={columns[j]?.name === '' && j === row.length - 1 ? true : undefined}
                  data-word={(stacks && columns[j]?.name) || undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && empty ? (
            <tr>
              <td colSpan={columns.length} className={styles['tableEmpty']}>
                {empty}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}
/** Progress of long work: phase, n of m. `share` 0 to 1, `null` while it is not known. */
export function ProgressBar({ label, share }: { label: string; share: number | null }) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div className={styles['progressBox']}>
      <span>{label}</span>
      <progress className={styles['progress']} max={100} aria-label={label} {...(percent === null ? {} : { value: percent })} />
    </div>
  )
}
