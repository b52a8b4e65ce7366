import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Choices, Facts, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { useEntity } from './entity-choice.tsx'
import styles from './exports.module.css'
import type { ProfileAnswer } from './types.ts'

type Editing =
  | { readonly what: 'profile' }
  | { readonly what: 'account'; readonly account: string; readonly taxCode: string | null; readonly localAccount: string | null }
  | { readonly what: 'taxKey'; readonly taxCode: string; readonly taxKey: string | null }

/** How the journals of a legal entity leave the house: the program, its accounts, its tax keys. */
export default function ExportSettings() {
  const say = useSay()
  const may = useMay()
  const { entity, choice } = useEntity()
  const [editing, setEditing] = useState<Editing | null>(null)
  const { data, error } = useAsk<ProfileAnswer>('exports.profile', { entity }, { enabled: entity !== '', keep: true })
  useTitle(say('exports.ui.settings'))
  const edit = may('exports.write') ? setEditing : undefined
  return (
    <Page>
      <PageHead title={say('exports.ui.settings')} lead={say('exports.ui.settingsLead')} />
      <Choices>{choice}</Choices>
      {error ? <Notice tone="danger">{error.message}</Notice> : null}
      {!error && !data ? <Bones label={say('exports.ui.settings')} lines={9} /> : null}
      {data ? (
        <>
          <ProfileCard data={data} onEdit={edit} />
          <Accounts data={data} onEdit={edit} />
          <TaxKeys data={data} onEdit={edit} />
        </>
      ) : null}
      {data && editing ? <Edit data={data} editing={editing} onClose={() => setEditing(null)} /> : null}
    </Page>
  )
}

function Edit({ data, editing, onClose }: { data: ProfileAnswer; editing: Editing; onClose: () => void }) {
  const { entity } = data.profile
  if (editing.what === 'profile') {
    const { batches: _batches, entity: _entity, ...initial } = data.profile
    return <FormDrawer operation="exports.saveProfile" fixed={{ entity }} initial={initial} fields={Object.keys(initial).filter((field) => field !== 'layout' || data.profile.target.startsWith('sage200'))} onClose={onClose} /> // prettier-ignore
  }
  if (editing.what === 'account') {
    const { account, taxCode, localAccount } = editing
    return <FormDrawer operation="exports.saveAccount" fixed={{ entity, account, taxCode }} initial={{ localAccount }} fields={['localAccount']} at={{ 'exports.accountUnfit': 'localAccount' }} onClose={onClose} /> // prettier-ignore
  }
  const { taxCode, taxKey } = editing
  return <FormDrawer operation="exports.saveTaxKey" fixed={{ entity, taxCode }} initial={{ taxKey }} fields={['taxKey']} at={{ 'exports.badTaxKey': 'taxKey' }} onClose={onClose} /> // prettier-ignore
}

interface Shows {
  readonly data: ProfileAnswer
  readonly onEdit: ((editing: Editing) => void) | undefined
}
function ProfileCard({ data, onEdit }: Shows) {
  const say = useSay()
  const culture = useCulture()
  const { profile } = data
  const fact = (name: string, value: string) => ({ name: say(`field.${name}`), value })
  const isDatev = profile.target === 'datev'
  return (
    <Card
      title={say('field.target')}
      actions={onEdit ? <Button small onClick={() => onEdit({ what: 'profile' })}>{say('exports.ui.edit')}</Button> : undefined}
    >
      <div className={styles['body']}>
        {data.usual ? <p className={styles['quiet']}>{say('exports.ui.usual')}</p> : null}
        <Facts
          facts={[
            fact('target', say(`choice.target.${profile.target}`)),
            ...(isDatev
              ? [
                  fact('consultant', `${profile.consultant ?? '–'}`),
                  fact('client', `${profile.client ?? '–'}`),
                  fact('chart', profile.chart === null ? '–' : `SKR${profile.chart}`),
                  fact('accountLength', `${profile.accountLength}`),
                  fact('fixes', say(profile.fixes ? 'exports.ui.yes' : 'exports.ui.no')),
                ]
              : []),
            { name: say('exports.ui.customers'), value: `${profile.debtorFrom} – ${profile.debtorTo}` },
            { name: say('exports.ui.suppliers'), value: `${profile.creditorFrom} – ${profile.creditorTo}` },
            { name: say('exports.ui.given'), value: culture.count(data.parties) },
            fact('batches', culture.count(profile.batches)),
          ]}
        />
      </div>
    </Card>
  )
} // prettier-ignore

function Accounts({ data, onEdit }: Shows) {
  const say = useSay()
  const { manifest } = useHarmony()
  return (
    <Card title={say('exportAccounts')}>
      <Table
        caption={say('exportAccounts')}
        stacks
        columns={[{ name: say('field.account') }, { name: say('field.taxCode') }, { name: say('field.localAccount') }, ...(onEdit ? [{ name: '' }] : [])]}
        rows={data.accounts.map((a) => [
          `${a.account} ${a.names[manifest.language] ?? a.names['en'] ?? ''}`,
          a.taxCode ?? '',
          a.localAccount === null ? <Chip key="m" tone="warn">{say('exports.ui.missing')}</Chip> : a.said ? <b key="s">{a.localAccount}</b> : a.localAccount,
          ...(onEdit ? [<Button key="e" small aria-label={`${say('exports.ui.edit')} ${a.account} ${a.taxCode ?? ''}`} onClick={() => onEdit({ what: 'account', account: a.account, taxCode: a.taxCode, localAccount: a.localAccount })}>{say('exports.ui.edit')}</Button>] : []),
        ])}
      />
    </Card>
  )
} // prettier-ignore

function TaxKeys({ data, onEdit }: Shows) {
  const say = useSay()
  const { manifest } = useHarmony()
  return (
    <Card title={say('exportTaxKeys')}>
      <Table
        caption={say('exportTaxKeys')}
        stacks
        columns={[{ name: say('field.taxCode') }, { name: say('field.taxKey') }, ...(onEdit ? [{ name: '' }] : [])]}
        rows={data.taxKeys.map((t) => [
          `${t.taxCode} ${t.names[manifest.language] ?? t.names['en'] ?? ''}`,
          t.taxKey === null ? '–' : t.said ? <b key="s">{t.taxKey}</b> : t.taxKey,
          ...(onEdit ? [<Button key="e" small aria-label={`${say('exports.ui.edit')} ${t.taxCode}`} onClick={() => onEdit({ what: 'taxKey', taxCode: t.taxCode, taxKey: t.taxKey })}>{say('exports.ui.edit')}</Button>] : []),
        ])}
      />
    </Card>
  )
} // prettier-ignore
