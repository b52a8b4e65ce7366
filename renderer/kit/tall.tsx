import type { ReactNode } from 'react'
import styles from './tall.module.css'

/** A screen with figures above and a list below that takes what is left, and scrolls where the window is too small for both. */
export function Tall({ children }: { children: ReactNode }) {
  return (
    <div className={styles['tall']} tabIndex={-1}>
      {children}
    </div>
  )
}
export function Rest({ children }: { children: ReactNode }) {
  return <div className={styles['rest']}>{children}</div>
}
/** A list inside a record, with a height of its own. */
export function Inset({ children, short }: { children: ReactNode; short?: boolean }) {
  return (
    <div className={styles['inset']} data-short={short || undefined}>
      {children}
    </div>
  )
}
/** The record at the start, what belongs to it at the end; one below the other where there is no room. */
export function Parts({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className={styles['parts']}>
      <div className={styles['column']}>{children}</div>
      <div className={styles['column']}>{aside}</div>
    </div>
  )
}
export function Stack({ children }: { children: ReactNode }) {
  return <div className={styles['stack']}>{children}</div>
}
export function Line({ children, end }: { children: ReactNode; end?: boolean }) {
  return (
    <div className={styles['row']} data-end={end || undefined}>
      {children}
    </div>
  )
}
export function Quiet({ children, small }: { children: ReactNode; small?: boolean }) {
  return <span className={styles[small ? 'small' : 'quiet']}>{children}</span>
}
