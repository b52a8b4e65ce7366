import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useBack, useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useHarmony, useOperation, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { DayField } from '../../kit/form/day-field.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Bones, Notice, Nothing } from '../../kit/state.tsx'
import { Line } from '../../kit/tall.tsx'
import type { Texts } from '../catalog/product-text.ts'
import type { Clause, OneClause } from './types.ts'
import styles from './terms.module.css'

/** A new clause, or a new version of one, which then begins with the words of the one before it. */
export default function NewClause() {
  const say = useSay()
  const [{ from }] = useSearchState()
  const { data, error } = useAsk<OneClause>('terms.clause', { clause: from }, { enabled: typeof from === 'string' })
  useTitle(say(from ? 'terms.ui.newVersion' : 'terms.ui.new'))
  if (error) return <Nothing whole icon="danger" title={say('terms.clause')} lead={error.message} />
  if (typeof from === 'string' && !data) return <Bones label={say('terms.clause')} lines={8} />
  return <Draft before={data?.clause ?? null} />
}

function Draft({ before }: { before: Clause | null }) {
  const say = useSay()
  const go = useGo()
  const back = useBack()
  const today = useToday()
  const { manifest } = useHarmony()
  const occasions = useOperation('terms.publish')?.input.fields?.['occasion']?.options ?? []
  const entities = useAsk<{ rows: readonly { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const [code, setCode] = useState(before?.code ?? '')
  const [entity, setEntity] = useState(before?.entity ?? '')
  const [occasion, setOccasion] = useState(before?.occasion ?? 'always')
  const [rank, setRank] = useState(`${before?.rank ?? 100}`)
  const [validFrom, setValidFrom] = useState(before && before.validFrom > today ? before.validFrom : today)
  const [note, setNote] = useState('')
  const [titles, setTitles] = useState<Texts>(before?.titles ?? {})
  const [texts, setTexts] = useState<Texts>(before?.texts ?? {})
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<Clause>('terms.publish')
  const publish = async (): Promise<void> => {
    setTrouble(null)
    const input = { code: code.trim(), ...(entity ? { entity } : {}), occasion, titles: filled(titles), texts: filled(texts), rank: Number(rank), validFrom, ...(note.trim() ? { note: note.trim() } : {}) } // prettier-ignore
    try {
      const reply = await act(input)
      if (!reply.ok) return setTrouble(reply.refusal.message)
      const { id, version } = reply.result
      toast({ tone: 'ok', text: say('terms.ui.publishedToast', { code: reply.result.code, version: `${version}` }) })
      go(`/clauses/${id}`, { replace: true })
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  const ready = code.trim() !== '' && (titles['en'] ?? '').trim() !== '' && (texts['en'] ?? '').trim() !== '' && /^\d{1,4}$/.test(rank) && validFrom !== '' // prettier-ignore
  return (
    <Page narrow>
      <PageHead title={say(before ? 'terms.ui.newVersion' : 'terms.ui.new')} {...(before ? { lead: before.code } : {})} />
      <form
        className={styles['form']}
        onSubmit={(e) => {
          e.preventDefault()
          void publish()
        }}
      >
        <Card>
          <div className={styles['pair']}>
            <TextField
              label={say('field.code')}
              value={code}
              onChange={setCode}
              hint={say('terms.ui.codeHint')}
              required
              disabled={before !== null}
              autoFocus={before === null}
              autoComplete="off"
            />
            <Choose
              label={say('field.entity')}
              value={entity}
              onChange={(next) => setEntity(next ?? '')}
              disabled={before !== null}
              options={[
                { value: '', label: say('terms.ui.group') },
                ...(entities.data?.rows ?? []).map((row) => ({ value: row.code, label: row.name })),
              ]}
            />
            <Choose
              label={say('field.occasion')}
              value={occasion}
              onChange={(next) => setOccasion(next ?? 'always')}
              searchable
              options={occasions.map((value) => ({ value, label: say(`choice.occasion.${value}`) }))}
            />
            <DayField label={say('field.validFrom')} value={validFrom} onChange={setValidFrom} />
            <TextField label={say('field.rank')} value={rank} onChange={setRank} hint={say('terms.ui.rankHint')} figures />
            <TextField label={say('field.note')} value={note} onChange={setNote} hint={say('terms.ui.noteHint')} autoComplete="off" />
          </div>
        </Card>
        <Card title={say('terms.ui.wording')}>
          <div className={styles['form']}>
            {manifest.languages.map(({ code: language, name }) => (
              <fieldset key={language} className={styles['language']}>
                <legend>{name}</legend>
                <TextField
                  label={say('terms.ui.title')}
                  value={titles[language] ?? ''}
                  onChange={(title) => setTitles({ ...titles, [language]: title })}
                  required={language === 'en'}
                  autoComplete="off"
                />
                <LongField
                  label={say('terms.ui.wording')}
                  value={texts[language] ?? ''}
                  onChange={(text) => setTexts({ ...texts, [language]: text })}
                  required={language === 'en'}
                  rows={6}
                />
              </fieldset>
            ))}
            <Notice tone="info">{`${say('terms.ui.englishFirst')} ${say('terms.ui.forEver')}`}</Notice>
            {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
            <Line end>
              <Button onClick={back}>{say('app.cancel')}</Button>
              <Button look="primary" type="submit" busy={busy} disabled={!ready}>
                {say('terms.publish')}
              </Button>
            </Line>
          </div>
        </Card>
      </form>
    </Page>
  )
}

const filled = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).flatMap(([language, text]) => (text.trim() === '' ? [] : [[language, text.trim()]])))
