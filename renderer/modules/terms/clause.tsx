import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useGo, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { useSay } from '../../app/words.ts'
import { Segments } from '../../kit/choices.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice, Nothing } from '../../kit/state.tsx'
import { Line, Parts, Quiet, Stack } from '../../kit/tall.tsx'
import { textIn } from '../catalog/product-text.ts'
import { Compared } from './compared.tsx'
import { Standing } from './standing.tsx'
import type { OneClause } from './types.ts'
import styles from './terms.module.css'

/** One version of a clause: its words in each language, when it stands in an order, and how it came to be what it is. */
export default function ClauseScreen() {
  const say = useSay()
  const id = useParam('id')
  const { manifest } = useHarmony()
  const { data, error } = useAsk<OneClause>('terms.clause', { clause: id })
  useTitle(data ? textIn(manifest.language, data.clause.titles) : undefined)
  if (error) return <Nothing whole icon="danger" title={say('terms.clause')} lead={error.message} />
  return data ? <Shown key={id} one={data} /> : <Bones label={say('terms.clause')} lines={8} />
}

function Shown({ one }: { one: OneClause }) {
  const { clause, withdrawal, versions } = one
  const say = useSay()
  const may = useMay()
  const go = useGo()
  const culture = useCulture()
  const today = useToday()
  const { manifest } = useHarmony()
  const [withdrawing, setWithdrawing] = useState(false)
  const newest = versions[0]?.id === clause.id
  return (
    <Page>
      <PageHead
        title={textIn(manifest.language, clause.titles)}
        lead={say('terms.ui.versionOfCode', { code: clause.code, version: culture.count(clause.version) })}
        chip={<Standing validFrom={clause.validFrom} newest={newest} withdrawnFrom={withdrawal?.from ?? null} />}
      >
        {may('terms.write') ? (
          <>
            {withdrawal ? null : <Button onClick={() => setWithdrawing(true)}>{say('terms.withdraw')}</Button>}
            <Button look="primary" icon="plus" onClick={() => go(`/clauses/new?from=${clause.id}`)}>
              {say('terms.ui.newVersion')}
            </Button>
          </>
        ) : null}
      </PageHead>
      {withdrawal ? (
        <Notice tone="warn">
          {say('terms.ui.withdrawnBecause', { who: withdrawal.withdrawnBy, day: culture.day(withdrawal.from), reason: withdrawal.reason })}
        </Notice>
      ) : null}
      <Parts aside={<About one={one} />}>
        <Wording one={one} />
        <Versions one={one} />
      </Parts>
      {withdrawing ? (
        <FormDrawer
          operation="terms.withdraw"
          fixed={{ clause: clause.id }}
          fields={['from', 'reason']}
          initial={{ from: today }}
          onClose={() => setWithdrawing(false)}
        />
      ) : null}
    </Page>
  )
}

/** The words, and beside them those of another version. */
function Wording({ one: { clause, versions } }: { one: OneClause }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const spoken = Object.keys(clause.texts)
  const [language, setLanguage] = useState(spoken.includes(manifest.language) ? manifest.language : (spoken[0] ?? 'en'))
  const [other, setOther] = useState<string | null>(null)
  const nameOf = (code: string): string => manifest.languages.find((l) => l.code === code)?.name ?? code
  const others = versions.filter((version) => version.id !== clause.id)
  const compared = others.find((version) => version.id === other)
  return (
    <Card title={say('terms.ui.wording')}>
      <Stack>
        <Line>
          {spoken.length > 1 ? (
            <Segments
              label={say('terms.ui.language')}
              value={language}
              onChange={setLanguage}
              options={spoken.map((code) => ({ value: code, label: nameOf(code) }))}
            />
          ) : null}
          {others.length > 0 ? (
            <Choose
              label={say('terms.ui.compareWith')}
              bare
              value={other ?? ''}
              onChange={(next) => setOther(next === '' ? null : next)}
              options={[
                { value: '', label: say('terms.ui.nothing') },
                ...others.map((version) => ({
                  value: version.id,
                  label: `${say('terms.ui.compareWith')}: ${say('terms.ui.versionOf', { version: `${version.version}` })}`,
                })),
              ]}
            />
          ) : null}
        </Line>
        {compared ? (
          <Compared
            older={compared.version < clause.version ? compared.id : clause.id}
            newer={compared.version < clause.version ? clause.id : compared.id}
            language={language}
          />
        ) : (
          <div className={styles['words']} lang={language}>
            <h3 className={styles['heading']}>{clause.titles[language]}</h3>
            <p className={styles['text']}>{clause.texts[language]}</p>
          </div>
        )}
        <div>
          <Quiet small>{say('terms.ui.fingerprint')}</Quiet>
          <div className={styles['hash']}>{clause.hashes[language]}</div>
        </div>
      </Stack>
    </Card>
  )
}

function Versions({ one: { clause, versions } }: { one: OneClause }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Card title={say('terms.ui.versions')}>
      <Table
        caption={say('terms.ui.versions')}
        columns={[
          { name: say('field.version') },
          { name: say('field.validFrom') },
          { name: say('field.note') },
          { name: say('field.publishedBy') },
        ]}
        rows={versions.map((version) => [
          version.id === clause.id ? (
            <strong key="v">{culture.count(version.version)}</strong>
          ) : (
            <Go key="v" to={`/clauses/${version.id}`}>
              {culture.count(version.version)}
            </Go>
          ),
          <Line key="d">
            {culture.day(version.validFrom)}
            <Standing validFrom={version.validFrom} newest={version.id === versions[0]?.id} withdrawnFrom={version.withdrawnFrom} />
          </Line>,
          version.note ?? '',
          `${version.publishedBy}, ${culture.instant(version.publishedAt)}`,
        ])}
      />
    </Card>
  )
}

function About({ one: { clause } }: { one: OneClause }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Stack>
      <Card>
        <Facts
          facts={[
            { name: say('field.occasion'), value: say(`choice.occasion.${clause.occasion}`), wide: true },
            { name: say('field.entity'), value: clause.entity ?? say('terms.ui.group'), wide: true },
            { name: say('field.validFrom'), value: culture.day(clause.validFrom) },
            { name: say('field.rank'), value: culture.count(clause.rank) },
            ...(clause.note ? [{ name: say('field.note'), value: clause.note, wide: true }] : []),
          ]}
        />
      </Card>
      <History record="clauses" id={clause.id} />
    </Stack>
  )
}
