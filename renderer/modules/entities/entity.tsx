import { useState, type ReactNode } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { countryName, languageName, useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Parts } from '../../kit/tall.tsx'
import { SellerCard } from '../einvoice/seller-card.tsx'
import { LadderCard } from '../coverage/panel.tsx'
import { TaxProfileCard } from '../tax/profile-card.tsx'

interface Entity {
  readonly code: string
  readonly group: string
  readonly name: string
  readonly country: string
  readonly zone: string
  readonly currency: string
  readonly fiscalYearStart: number
  readonly taxIdLabel: string
  readonly taxId: string
  readonly registration: string | null
  readonly language: string
  readonly culture: string
  readonly address: readonly string[]
  readonly bank: readonly { readonly label: string; readonly value: string }[]
  readonly legal: readonly string[]
  readonly invoicePrefix: string
  readonly invoiceDigits: number
  readonly paymentDays: number
  readonly dateOrder: string
}

/** A legal entity: how it keeps its books and what its invoices say. */
export default function EntityScreen() {
  const say = useSay()
  const code = useParam('entity')
  const { data, error } = useAsk<Entity>('entities.get', { entity: code })
  useTitle(data?.name)
  if (error) return <Nothing icon="danger" title={say('entities.get')} lead={error.message} />
  return data ? <Shown entity={data} /> : <Bones label={say('entities.get')} lines={6} />
}

function Shown({ entity }: { entity: Entity }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [editing, setEditing] = useState(false)
  const fact = (name: string, value: ReactNode, wide = false) => ({ name: say(`field.${name}`), value, wide })
  const lines = (all: readonly string[]) => all.map((line, i) => <div key={i}>{line}</div>)
  const month = culture.month(`2026-${`${entity.fiscalYearStart}`.padStart(2, '0')}-01`).replace(/\s*2026/, '')
  const { code: _code, ...rest } = entity
  return (
    <Page>
      <PageHead title={entity.name} lead={`${entity.code} · ${countryName(entity.country)} · ${entity.currency}`}>
        {may('entities.write') ? (
          <Button icon="draft" onClick={() => setEditing(true)}>
            {say('entities.ui.edit')}
          </Button>
        ) : null}
      </PageHead>
      <Parts
        aside={
          <>
            <Card title={say('field.bank')}>
              <Facts facts={entity.bank.map((b) => ({ name: b.label, value: b.value, wide: true }))} />
            </Card>
            <SellerCard entity={entity.code} />
          </>
        }
      >
        <Card title={say('entities.ui.books')}>
          <Facts
            facts={[
              fact('currency', entity.currency),
              fact('group', entity.group),
              { name: say('entities.ui.fiscalYear'), value: month },
              fact('invoicePrefix', entity.invoicePrefix),
              fact('invoiceDigits', culture.count(entity.invoiceDigits)),
              fact('paymentDays', culture.count(entity.paymentDays)),
            ]}
          />
        </Card>
        <Card title={say('entities.ui.invoices')}>
          <Facts
            facts={[
              fact('address', lines(entity.address)),
              { name: entity.taxIdLabel, value: entity.taxId },
              ...(entity.registration ? [fact('registration', entity.registration)] : []),
              fact('language', languageName(entity.language)),
              fact('culture', entity.culture),
              fact('zone', entity.zone),
              fact('dateOrder', say(`choice.dateOrder.${entity.dateOrder}`)),
              ...(entity.legal.length > 0 ? [fact('legal', lines(entity.legal), true)] : []),
            ]}
          />
        </Card>
        {may('tax.read') ? <TaxProfileCard entity={entity.code} /> : null}
        {may('coverage.read') ? <LadderCard of={{ contract: null, entity: entity.code }} /> : null}
        <History record="entities" id={entity.code} />
      </Parts>
      {editing ? (
        <FormDrawer
          operation="entities.save"
          title={say('entities.ui.edit')}
          fixed={{ code: entity.code }}
          initial={{ ...rest }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Page>
  )
}
