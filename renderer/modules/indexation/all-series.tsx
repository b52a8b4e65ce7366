import { useMemo, useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import type { Row } from '../../kit/grid/columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'
import { Grid } from '../../kit/grid/grid.tsx'
import { Fill, PageHead } from '../../kit/page.tsx'
import { Button, Modal, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { textIn } from '../catalog/product-text.ts'
import styles from './indexation.module.css'
import type { Series } from './types.ts'

firstWidths('indexation.series', { code: 140, names: 300, source: 200, base: 120, month: 150, value: 110, valueCount: 130 })

/** The indices that prices may follow, with what each stood at last. */
export default function AllSeries() {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const [{ record }, setSearch] = useSearchState()
  useTitle(say('indexation.series'))
  const cells = useMemo(
    () => ({
      names: (row: Row) => textIn(manifest.language, row['names']),
      month: (row: Row) => (row['month'] ? culture.month(`${String(row['month'])}-01`) : ''),
    }),
    [manifest.language, culture.name],
  )
  const button = may('indexation.write') ? (
    <Button look="primary" icon="plus" onClick={() => setSearch({ record: '1' })}>
      {say('indexation.ui.newIndex')}
    </Button>
  ) : null
  return (
    <Fill>
      <PageHead title={say('indexation.series')}>{button}</PageHead>
      <Grid
        view="indexation.series"
        label={say('indexation.series')}
        columns={['code', 'names', 'month', 'value', 'source', 'base', 'valueCount']}
        cells={cells}
        empty={{ title: say('indexation.ui.noSeries'), lead: say('indexation.ui.noSeriesLead'), ...(button ? { action: button } : {}) }}
      />
      {record && may('indexation.write') ? <SeriesForm onClose={() => setSearch({ record: undefined })} /> : null}
    </Fill>
  )
}

/** Names an index, or changes how it is called; its code stays what clauses of contracts know it by. */
export function SeriesForm({ series, onClose }: { series?: Series; onClose: () => void }) {
  const say = useSay()
  const go = useGo()
  const [draft, setDraft] = useState({
    code: series?.code ?? '',
    en: series?.names['en'] ?? '',
    de: series?.names['de'] ?? '',
    source: series?.source ?? '',
    base: series?.base ?? '',
  })
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<Series>('indexation.saveSeries')
  const set = (field: keyof typeof draft) => (value: string) => setDraft((now) => ({ ...now, [field]: value }))
  const save = async (): Promise<void> => {
    setTrouble(null)
    const { code, en, de, source, base } = draft
    const names = { ...series?.names, ...(en.trim() ? { en: en.trim() } : {}), ...(de.trim() ? { de: de.trim() } : {}) }
    try {
      const reply = await act({ code: code.trim(), names, source: source.trim(), ...(base.trim() ? { base: base.trim() } : {}) })
      if (!reply.ok) return setTrouble(reply.refusal.message)
      onClose()
      if (!series) go(`/indices/${encodeURIComponent(reply.result.code)}`)
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Modal opened onClose={onClose} title={say('indexation.saveSeries')} close={say('app.close')}>
      <form
        className={styles['dialog']}
        onSubmit={(e) => {
          e.preventDefault()
          void save()
        }}
      >
        <TextField
          label={say('field.code')}
          value={draft.code}
          onChange={set('code')}
          placeholder="UK-CPI"
          required
          autoFocus={!series}
          {...(series ? { disabled: true } : {})}
        />
        <TextField label={say('indexation.ui.nameIn', { language: 'English' })} value={draft.en} onChange={set('en')} required />
        <TextField label={say('indexation.ui.nameIn', { language: 'Deutsch' })} value={draft.de} onChange={set('de')} />
        <div className={styles['pair']}>
          <TextField label={say('field.source')} value={draft.source} onChange={set('source')} placeholder="ONS, D7BT" required />
          <TextField
            label={say('field.base')}
            value={draft.base}
            onChange={set('base')}
            placeholder="2015 = 100"
            hint={say('indexation.ui.baseHint')}
          />
        </div>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={!draft.code.trim() || !draft.en.trim() || !draft.source.trim()}>
            {say('indexation.saveSeries')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
