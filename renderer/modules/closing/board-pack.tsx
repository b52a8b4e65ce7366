import { useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import styles from './closing.module.css'

interface Made {
  readonly version: number
  readonly final: boolean
  readonly differs: boolean
}
const languages = ['en', 'de'] as const
const currencies = ['GBP', 'EUR', 'USD', 'INR'] as const

/** The board pack of a month, in either language and any currency. Where a final one no longer says what the books say, a further version is made on request. */
export function BoardPack({ period }: { period: string }) {
  const say = useSay()
  const { port } = useHarmony()
  const [made, setMade] = useState<(Made & { readonly language: string }) | null>(null)
  const [currency, setCurrency] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<Made>('closing.boardPack')
  const print = async (language: string, again: boolean): Promise<void> => {
    setTrouble(null)
    const asked = { period, language, ...(currency ? { currency } : {}) }
    const reply = await act({ ...asked, ...(again ? { again } : {}) })
    if (!reply.ok) return setTrouble(reply.refusal.message)
    setMade({ ...reply.result, language })
    const saved = await port.download('closing.boardPack', asked)
    if (!saved.ok) setTrouble(saved.refusal.message)
  }
  const told = made === null ? null : made.differs ? 'closing.ui.packDiffers' : made.final ? 'closing.ui.packFinal' : 'closing.ui.packDraft'
  return (
    <section aria-label={say('closing.boardPack')} className={styles['pack']}>
      <div className={styles['acts']}>
        <div className={styles['currency']}>
          <Choose
            label={say('closing.ui.packCurrency')}
            value={currency}
            onChange={(next) => setCurrency(next ?? '')}
            options={[{ value: '', label: say('closing.ui.packOfGroup') }, ...currencies.map((value) => ({ value, label: value }))]}
          />
        </div>
        {languages.map((language) => (
          <Button key={language} icon="download" busy={busy} onClick={() => void print(language, false)}>
            {`${say('closing.boardPack')} · ${say(`choice.language.${language}`)}`}
          </Button>
        ))}
      </div>
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
      {made && told ? (
        <Notice
          tone={made.differs ? 'warn' : 'info'}
          action={
            made.differs ? (
              <Button busy={busy} onClick={() => void print(made.language, true)}>
                {say('closing.ui.packAgain')}
              </Button>
            ) : null
          }
        >
          {say(told, { version: `${made.version}` })}
        </Notice>
      ) : null}
    </section>
  )
}
