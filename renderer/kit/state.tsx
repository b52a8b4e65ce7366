import { useEffect, useState, type ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './state.module.css'

/** Nothing to show: said in words, with what to do about it. */
export function Nothing({
  icon = 'inbox',
  title,
  lead,
  children,
  whole,
}: {
  icon?: IconName
  title: string
  /** It is all that the screen says, so its title is the screen's. */
  whole?: boolean
  lead?: string
  children?: ReactNode
}) {
  return (
    <div className={styles['nothing']}>
      <span className={styles['nothingIcon']}>
        <Icon name={icon} size={22} />
      </span>
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      {lead ? <p>{lead}</p> : null}
      {children ? <div className={styles['nothingActions']}>{children}</div> : null}
    </div>
  )
}

/** A sentence that must be seen: what happened, what was not changed, what to do. */
export function Notice({
  tone,
  title,
  children,
  action,
}: {
  tone: 'ok' | 'info' | 'warn' | 'danger'
  title?: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={styles['notice']} data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon name={tone === 'ok' ? 'check' : tone} size={18} />
      <div className={styles['noticeText']}>
        {title ? <strong>{title}</strong> : null}
        {children}
      </div>
      {action}
    </div>
  )
}

/** Draws what it holds only when the wait is long enough to be noticed, so that quick answers never flicker. */
export function AfterWhile({ wait = 150, children }: { wait?: number; children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), wait)
    return () => clearTimeout(timer)
  }, [wait])
  return late ? children : null
}
export function Bones({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <AfterWhile>
      <div className={styles['bones']} role="status">
        <span className="unseen">{label}</span>
        {Array.from({ length: lines }, (_, i) => (
          <span key={i} className={styles['bone']} data-odd={i % 3} />
        ))}
      </div>
    </AfterWhile>
  )
}
