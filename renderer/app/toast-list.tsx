import { Icon } from '../kit/icon.tsx'
import { IconButton } from '../kit/parts.tsx'
import { useStore } from './store.ts'
import styles from './toast-list.module.css'
import { announcement, dismiss, useToasts } from './toasts.ts'
import { useSay } from './words.ts'

export function Toasts() {
  const say = useSay()
  const toasts = useToasts()
  const spoken = useStore(announcement)
  return (
    <>
      <div className="unseen" aria-live="polite" role="status">
        {spoken}
      </div>
      <div className={styles['toasts']} role="region" aria-label={say('app.name')}>
        {toasts.map((t) => (
          <div key={t.id} className={styles['toast']} data-tone={t.tone}>
            <Icon name={t.tone === 'ok' ? 'check' : t.tone} size={18} />
            <div className={styles['text']}>
              <strong>{t.text}</strong>
              {t.lead ? <span>{t.lead}</span> : null}
            </div>
            {t.action ? (
              <button
                type="button"
                onClick={() => {
                  t.action!.does()
                  dismiss(t.id)
                }}
              >
                {t.action.word}
              </button>
            ) : null}
            <IconButton icon="close" label={say('app.dismiss')} onClick={() => dismiss(t.id)} />
          </div>
        ))}
      </div>
    </>
  )
}
