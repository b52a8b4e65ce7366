import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useToday } from '../../app/harmony.tsx'
import { PinButton, usePins } from '../../app/pins.tsx'
import { useSay } from '../../app/words.ts'
import { Switch } from '../../kit/choices.tsx'
import { Card, Choices, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { monthOf, monthsAround } from '../recognition/months.ts'
import styles from './consolidation.module.css'
import { addressOf, dimensions, queryIn, sideChoices, spans, type Query } from './query-asked.ts'
import { QueryTable } from './query-table.tsx'

/** A question of one's own to the group's books; the address is the question, so it can be sent, kept and pinned. */
export default function QueryScreen() {
  const say = useSay()
  const [search, setSearch] = useSearchState()
  const query = queryIn(search)
  const title = say('consolidation.ui.queryTitle')
  useTitle(title)
  return (
    <Page>
      <PageHead title={title} lead={say('consolidation.ui.queryLead')} />
      <Asked query={query} set={setSearch} />
      <Card title={say('consolidation.ui.answer')}>
        <QueryTable query={query} title={say('consolidation.ui.answer')} />
      </Card>
      <PinIt key={addressOf(query)} query={query} />
    </Page>
  )
}

function Asked({ query, set }: { query: Query; set: (next: Readonly<Record<string, unknown>>) => void }) {
  const say = useSay()
  const culture = useCulture()
  const now = monthOf(useToday())
  const entities = useAsk<{ rows: { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const sideWord = (side: (typeof sideChoices)[number]): string =>
    side === 'all'
      ? say('consolidation.ui.allSides')
      : side === 'results'
        ? say('consolidation.ui.results')
        : say(`choice.onlySides.${side}`)
  return (
    <>
      <Choices>
        <Choose
          label={say('field.rowsBy')}
          value={query.rowsBy}
          onChange={(rowsBy) => rowsBy && set({ rowsBy, columnsBy: query.columnsBy === rowsBy ? 'none' : (query.columnsBy ?? 'none') })}
          options={dimensions.map((value) => ({ value, label: say(`choice.rowsBy.${value}`) }))}
        />
        <Choose
          label={say('field.columnsBy')}
          value={query.columnsBy ?? 'none'}
          onChange={(columnsBy) => set({ rowsBy: query.rowsBy, columnsBy: columnsBy ?? 'none' })}
          options={[
            { value: 'none', label: say('consolidation.ui.noColumns') },
            ...dimensions.filter((value) => value !== query.rowsBy).map((value) => ({ value, label: say(`choice.columnsBy.${value}`) })),
          ]}
        />
        <Choose
          label={say('field.onlySides')}
          value={query.sides}
          onChange={(sides) => set({ sides: sides ?? undefined })}
          options={sideChoices.map((value) => ({ value, label: sideWord(value) }))}
        />
        <Choose
          label={say('consolidation.ui.span')}
          value={query.span}
          onChange={(span) => set({ span: span ?? undefined })}
          options={spans.map((value) => ({ value, label: say(`consolidation.ui.span.${value}`) }))}
        />
        <Choose
          label={say('consolidation.ui.until')}
          value={query.until ?? now}
          onChange={(until) => set({ until: until === null || until === now ? undefined : until })}
          options={monthsAround(now, culture.name, 36, 2)}
          searchable
        />
        <Choose
          label={say('field.entity')}
          value={query.entity ?? ''}
          onChange={(entity) => set({ entity: entity ?? undefined })}
          options={[
            { value: '', label: say('consolidation.ui.wholeGroup') },
            ...(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` })),
          ]}
        />
      </Choices>
      <div className={styles['asked']}>
        <Switch
          label={say('field.withInternal')}
          checked={query.withInternal}
          onChange={(on) => set({ withInternal: on ? true : undefined })}
        />
      </div>
    </>
  )
}

/** The answer on one's overview, under a name of one's own. */
function PinIt({ query }: { query: Query }) {
  const say = useSay()
  const question = addressOf(query)
  const known = usePins().find((pin) => pin.figure === 'consolidation.query' && pin.question === question)
  const [name, setName] = useState('')
  const pin = useDo('people.pin', () => say('app.pin.done', { word: name }))
  const send = (event: { preventDefault: () => void }): void => {
    event.preventDefault()
    if (name.trim() !== '') void pin.go({ figure: 'consolidation.query', pinnedAs: name, question })
  }
  if (known)
    return (
      <div className={styles['pinIt']}>
        <PinButton figure="consolidation.query" word={known.pinnedAs ?? say('consolidation.ui.answer')} question={question} />
        {known.pinnedAs}
      </div>
    )
  return (
    <form onSubmit={send} className={styles['pinIt']}>
      <TextField label={say('consolidation.ui.pinAs')} value={name} onChange={setName} />
      <Button type="submit" icon="pin" busy={pin.busy} disabled={name.trim() === ''}>
        {say('consolidation.ui.pinIt')}
      </Button>
    </form>
  )
}
