import { useEffect, useRef, useState } from 'react'
import { Amount } from '../kit/grid/value.tsx'
import { Icon } from '../kit/icon.tsx'
import { Card, Page, PageHead } from '../kit/page.tsx'
import { Button, TextField } from '../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../kit/state.tsx'
import { Go, useSearchState, useTitle } from './go.tsx'
import { useCulture } from './harmony.tsx'
import { iconOfFound, pathOfFound, useFound, type Found } from './search.ts'
import styles from './search-screen.module.css'
import { useSay } from './words.ts'

/** Of each kind at first, and of one kind that somebody wants to see more of. */
const [few, many] = [8, 50]

/** Everything that was found, by kind. The address carries the text, so that a search can be kept and sent. */
export default function SearchScreen() {
  const say = useSay()
  const [search, setSearch] = useSearchState()
  const address = textOf(search['q'])
  const [typed, setTyped] = useState(address)
  const field = useRef<HTMLInputElement>(null)
  useTitle(address ? say('app.search.resultsFor', { text: address }) : say('app.search.results'))
  useEffect(() => setTyped((now) => (now.trim() === address ? now : address)), [address])
  useEffect(() => field.current?.focus(), [])
  const { found, more, busy, error } = useFound(typed, { limit: few })
  const write = (text: string): void => {
    setTyped(text)
    setSearch({ q: text.trim() || undefined })
  }
  const kinds = [...new Set(found.map((f) => f.kind))]
  return (
    <Page narrow>
      <PageHead title={say('app.search.results')} />
      <div className={styles['field']}>
        <TextField
          inputRef={field}
          label={say('app.search.what')}
          bare
          icon="search"
          type="search"
          placeholder={say('app.search.what')}
          value={typed}
          onChange={write}
        />
      </div>
      <p className="unseen" role="status">
        {busy ? '' : say('app.search.count', { count: found.length })}
      </p>
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : typed.trim().length < 2 ? (
        <Nothing icon="search" title={say('app.search.begin')} lead={say('app.search.beginLead')} />
      ) : found.length === 0 && busy ? (
        <Bones label={say('app.grid.loading')} lines={6} />
      ) : found.length === 0 ? (
        <Nothing icon="search" title={say('app.search.none', { text: typed.trim() })} lead={say('app.search.noneLead')} />
      ) : (
        kinds.map((kind) => (
          <Kind key={`${kind} ${typed}`} kind={kind} text={typed} found={found.filter((f) => f.kind === kind)} more={more.includes(kind)} />
        ))
      )}
    </Page>
  )
}
/** An address such as `?q=1999` is read as a number. */
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

function Kind({ kind, text, found, more }: { kind: string; text: string; found: readonly Found[]; more: boolean }) {
  const say = useSay()
  const [whole, setWhole] = useState(false)
  const word = say(`choice.kinds.${kind}`)
  return (
    <Card title={word}>
      {whole ? <Whole kind={kind} text={text} first={found} /> : <Hits found={found} />}
      {more && !whole ? (
        <Button small look="quiet" onClick={() => setWhole(true)} aria-label={say('app.search.moreOf', { kind: word })}>
          {say('app.search.more')}
        </Button>
      ) : null}
    </Card>
  )
}
function Whole({ kind, text, first }: { kind: string; text: string; first: readonly Found[] }) {
  const say = useSay()
  const { found, more, busy } = useFound(text, { limit: many, kinds: [kind] })
  return (
    <>
      <Hits found={busy ? first : found} />
      {more.length > 0 ? <p className={styles['note']}>{say('app.search.narrow', { count: many })}</p> : null}
    </>
  )
}

function Hits({ found }: { found: readonly Found[] }) {
  const culture = useCulture()
  return (
    <ul className={styles['hits']}>
      {found.map((hit) => (
        <li key={hit.id}>
          <Go to={pathOfFound(hit)} className={styles['hit']}>
            <Icon name={iconOfFound(hit)} />
            <span className={styles['text']}>
              <span className={styles['title']}>{hit.title}</span>
              {hit.subtitle ? <span className={styles['subtitle']}>{hit.subtitle}</span> : null}
            </span>
            <span className={styles['end']}>
              {hit.amount !== null && hit.currency !== null ? (
                <Amount currency={hit.currency} minor={hit.amount} culture={culture} />
              ) : null}
              {hit.day ? <span className={styles['subtitle']}>{culture.day(hit.day)}</span> : null}
            </span>
          </Go>
        </li>
      ))}
    </ul>
  )
}
