import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useSearchState, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { IconButton } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Quiet, Stack } from '../../kit/tall.tsx'
import { sentence } from '../billing/amounts.ts'
import type { OrderClauses } from './types.ts'
import styles from './terms.module.css'

/** What an order with some products would carry, and why: so that nobody has to know it by heart. */
export default function Preview() {
  const say = useSay()
  const { manifest } = useHarmony()
  const [search, setSearch] = useSearchState()
  const entities = useAsk<{ rows: readonly { code: string; name: string; language: string }[] }>('entities.list', { limit: 1000 })
  const lookup = useLookup('products')
  const [adding, setAdding] = useState('')
  useTitle(say('terms.ui.preview'))
  const first = entities.data?.rows[0]
  const entity = typeof search['entity'] === 'string' ? search['entity'] : (first?.code ?? '')
  const language = typeof search['language'] === 'string' ? search['language'] : manifest.language
  const products = typeof search['products'] === 'string' ? search['products'].split('|').filter((code) => code !== '') : []
  const set = (next: readonly string[]): void => setSearch({ products: next.length === 0 ? undefined : next.join('|') })
  return (
    <Page>
      <PageHead title={say('terms.ui.preview')} lead={say('terms.ui.previewLead')} />
      <Card>
        <Stack>
          <div className={styles['pair']}>
            <Choose
              label={say('field.entity')}
              value={entity}
              onChange={(next) => setSearch({ entity: next ?? undefined })}
              options={(entities.data?.rows ?? []).map((row) => ({ value: row.code, label: row.name }))}
            />
            <Choose
              label={say('terms.ui.language')}
              value={language}
              onChange={(next) => setSearch({ language: next ?? undefined })}
              options={manifest.languages.map(({ code, name }) => ({ value: code, label: name }))}
            />
            {lookup ? (
              <ReferenceField
                key={products.length}
                label={say('terms.ui.addProduct')}
                view={lookup}
                value={adding}
                onChange={(code) => {
                  setAdding('')
                  if (code !== '' && !products.includes(code)) set([...products, code])
                }}
              />
            ) : null}
          </div>
          {products.length === 0 ? (
            <Quiet>{say('terms.ui.noProducts')}</Quiet>
          ) : (
            <ul className={styles['chosen']}>
              {products.map((code) => (
                <li key={code}>
                  {code}
                  <IconButton
                    icon="close"
                    label={say('terms.ui.removeProduct', { product: code })}
                    onClick={() => set(products.filter((other) => other !== code))}
                  />
                </li>
              ))}
            </ul>
          )}
        </Stack>
      </Card>
      {entity ? <Carried entity={entity} language={language} products={products} /> : null}
    </Page>
  )
}

function Carried({ entity, language, products }: { entity: string; language: string; products: readonly string[] }) {
  const say = useSay()
  const culture = useCulture()
  const input = { entity, language, products: products.map((product) => ({ product })) }
  const { data, error } = useAsk<OrderClauses>('terms.preview', input, { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('terms.ui.carried')} lines={8} />
  return (
    <>
      {data.missing.length > 0 ? (
        <Notice tone="warn" title={say('terms.ui.missing')}>
          <p>{say('terms.ui.missingLead')}</p>
          <ul>
            {data.missing.map(({ occasion, why }) => (
              <li key={occasion}>{sentence(say, culture, why)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {data.untranslated.length > 0 ? (
        <Notice tone="info" title={say('terms.ui.untranslated')}>
          {say('terms.ui.untranslatedLead', { codes: data.untranslated.join(', ') })}
        </Notice>
      ) : null}
      <Card title={say('terms.ui.carried')}>
        <ol className={styles['order']}>
          {data.clauses.map((clause) => (
            <li key={clause.id}>
              <div>
                <div className={styles['clauseHead']}>
                  <h3 className={styles['heading']}>{clause.heading}</h3>
                  <Go className={styles['code']} to={`/clauses/${clause.id}`}>
                    {say('terms.ui.versionOfCode', { code: clause.code, version: culture.count(clause.version) })}
                  </Go>
                </div>
                <p className={styles['text']} lang={language}>
                  {clause.text}
                </p>
                <p className={styles['because']}>{sentence(say, culture, clause.why)}</p>
              </div>
            </li>
          ))}
        </ol>
      </Card>
    </>
  )
}
