import styles from './secret.module.css'

/** What somebody copies by one click on it, or reads sign by sign. */
export function Secret({ children, label }: { children: string; label?: string }) {
  return (
    <output className={styles['secret']} aria-label={label}>
      {children}
    </output>
  )
}
