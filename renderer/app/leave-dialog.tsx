import { Button, Modal } from '../kit/parts.tsx'
import { leaving } from './guard.tsx'
import styles from './leave-dialog.module.css'
import { useStore } from './store.ts'
import { useSay } from './words.ts'

export function LeaveDialog() {
  const say = useSay()
  const asked = useStore(leaving)
  return (
    <Modal opened={asked !== null} onClose={() => asked?.stay()} title={say('app.form.leave')} close={say('app.close')}>
      <p>{say('app.form.leave.lead')}</p>
      <div className={styles['buttons']}>
        <Button look="primary" onClick={() => asked?.stay()}>
          {say('app.form.leave.stay')}
        </Button>
        <Button onClick={() => asked?.leave()}>{say('app.form.leave.go')}</Button>
      </div>
    </Modal>
  )
}
