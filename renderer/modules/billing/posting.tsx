import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Button, Modal } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { useDo } from './acting.ts'
import styles from './billing.module.css'
import type { Run } from './types.ts'

/** Says what posting does, once more, before it is done: of everything, or of one legal entity. */
export function PostDialog({ run, entity, onClose }: { run: Run; entity: string | null; onClose: () => void }) {
  const say = useSay()
  const culture = useCulture()
  const post = useDo<{ posted: number }>('billing.post', (r) => say('billing.ui.posted', { count: culture.count(r.posted) }))
  const title = entity ? say('billing.ui.postEntity', { entity }) : say('billing.ui.post', { count: run.invoices - run.posted })
  return (
    <Modal opened onClose={onClose} title={title} close={say('app.close')} size={560}>
      <div className={styles['dialog']}>
        <p>
          {entity
            ? say('billing.ui.postEntityEffect', { entity })
            : say('billing.ui.postEffect', { invoices: culture.count(run.invoices - run.posted) })}
        </p>
        {run.blocked > 0 ? <Notice tone="warn">{say('billing.ui.postBlocked', { count: run.blocked })}</Notice> : null}
        <p>{say('billing.ui.postHeld')}</p>
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button
            look="primary"
            busy={post.busy}
            onClick={() => {
              onClose()
              void post.go({ run: run.id, ...(entity ? { entity } : {}) })
            }}
          >
            {title}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
