import styles from './funds.module.css'

/** How full a fund is beside its last purchase, with a mark where it wants a further one. Only a picture: the figures stand beside it. */
export function Gauge({
  label,
  left,
  of,
  threshold,
}: {
  label: string
  left: string
  of: string
  threshold: { readonly in: 'percent' | 'quantity' | 'interval'; readonly at: string } | null
}) {
  const whole = Math.max(Number(of), Number(left), 1)
  const share = Math.min(1, Math.max(0, Number(left) / whole))
  const mark = threshold && threshold.in !== 'interval' ? (threshold.in === 'percent' ? (Number(threshold.at) / 100) * Number(of) : Number(threshold.at)) / whole : null // prettier-ignore
  const low = mark !== null && share < mark
  return (
    <div className={styles['gauge']} role="img" aria-label={label}>
      <div className={styles['track']}>
        <div className={styles['fill']} data-low={low || undefined} style={{ inlineSize: `${share * 100}%` }} />
        {mark !== null && mark <= 1 ? <div className={styles['mark']} style={{ insetInlineStart: `${mark * 100}%` }} /> : null}
      </div>
      <span className={styles['caption']}>{label}</span>
    </div>
  )
}
