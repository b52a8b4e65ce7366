import { Keys, Modal } from '../kit/parts.tsx'
import { useBindings } from './keys.ts'
import styles from './keys-sheet.module.css'
import { useSay } from './words.ts'

/** Alt ?: the keys that work on this screen, by where they work. */
export function KeysSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const say = useSay()
  const bindings = useBindings()
  const groups = (['everywhere', 'list', 'form', 'go'] as const).map((group) => ({
    group,
    keys: [...new Map(bindings.filter((b) => b.word && (b.group ?? 'everywhere') === group).map((b) => [b.word!, b])).values()],
  }))
  return (
    <Modal opened={opened} onClose={onClose} title={say('app.keys.title')} size={720} close={say('app.close')}>
      <div className={styles['sheet']}>
        {groups.map(({ group, keys }) =>
          keys.length === 0 ? null : (
            <section key={group}>
              <h3>{say(`app.keys.${group}`)}</h3>
              <dl>
                {keys.map((b) => (
                  <div key={b.keys}>
                    <dt>{b.word}</dt>
                    <dd>
                      <Keys keys={b.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ),
        )}
      </div>
    </Modal>
  )
}
