import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useTitle } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { useSay, wordOr } from '../../app/words.ts'
import { Switch } from '../../kit/choices.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './support.module.css'
import type { FaultySetting, Installation, Setting } from './types.ts'

/** What belongs together, so that nobody reads a list of twenty. */
const groups = {
  data: ['HubUrl', 'DatabaseMode', 'DataDir', 'BackupDirectory', 'BackupRecipients'],
  network: ['ProxyMode', 'ProxyServer', 'ProxyPacUrl', 'ProxyBypass', 'ExtraCaFile', 'AllowedExternalHosts'],
  updates: ['DisableAutoUpdate', 'UpdateChannel', 'UpdateFeedUrl'],
  safety: ['IdleLockMinutes', 'AllowExport', 'RequireOsKeystore', 'RecoveryPublicKey', 'AllowDevTools', 'LogLevel'],
} as const

/** How this installation is set, where each value comes from, and what of it the organisation manages. */
export default function InstallationScreen() {
  const say = useSay()
  const { data, error } = useAsk<Installation>('support.installation')
  useTitle(say('support.installation'))
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('support.installation')} lines={10} />
  const managed = data.settings.filter((setting) => setting.managed).length
  const known = new Set<string>(Object.values(groups).flat())
  const rest = data.settings.filter((s) => !known.has(s.setting)).map((s) => s.setting)
  const shown: readonly (readonly [string, readonly string[]])[] = [...Object.entries(groups), ...(rest.length > 0 ? [['more', rest] as const] : [])]
  return (
    <Page narrow>
      <PageHead title={say('support.installation')} lead={say('support.ui.installationLead')} />
      <div className={styles['stack']}>
        {managed > 0 ? <Notice tone="info">{say('support.ui.managedCount', { count: managed })}</Notice> : null}
        {data.faults.length > 0 ? <Faults faults={data.faults} /> : null}
        {shown.map(([group, keys]) => (
          <Card key={group} title={say(`support.ui.group.${group}`)}>
            <ul className={styles['settings']}>
              {keys.flatMap((key) => data.settings.filter((s) => s.setting === key)).map((s) => (
                // What was saved elsewhere begins the row anew.
                <Row key={`${s.setting} ${s.values.join('\n')} ${s.source}`} setting={s} />
              ))}
            </ul>
          </Card>
        ))}
        <p className={styles['place']}>{say('support.ui.place', { file: data.file })}</p>
      </div>
    </Page>
  )
} // prettier-ignore

function Faults({ faults }: { faults: readonly FaultySetting[] }) {
  const say = useSay()
  return (
    <Notice tone="warn" title={say('support.ui.faults')}>
      <ul className={styles['faults']}>
        {faults.map((fault, i) => (
          <li key={i}>
            {fault.setting ? <strong>{fault.setting}</strong> : null}
            {say(`support.fault.${fault.fault}`)}
            <span className={styles['place']}>
              {say(`support.source.${fault.source}`)} · {fault.place}
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Row({ setting }: { setting: Setting }) {
  const say = useSay()
  const may = useMay()
  const name = say(`choice.setting.${setting.setting}`)
  const save = useDo('support.choose', () => say('support.ui.saved', { name }))
  const mine = setting.personal && !setting.managed && may('support.change')
  const choose = (chosen: readonly string[] | null): void => void save.go({ setting: setting.setting, chosen })
  return (
    <li className={styles['setting']} data-managed={setting.managed || undefined}>
      <div className={styles['what']}>
        <strong>{name}</strong>
        <p>{say(`support.about.${setting.setting}`)}</p>
      </div>
      <div className={styles['control']}>
        {mine ? (
          <Control setting={setting} name={name} busy={save.busy} onChoose={choose} />
        ) : (
          <output className={styles['value']}>{shownValue(say, setting)}</output>
        )}
        <div className={styles['source']}>
          {setting.managed ? (
            <Chip tone="violet" icon="shield">
              {say('support.ui.managed')}
            </Chip>
          ) : (
            <Chip tone={setting.source === 'settings' ? 'accent' : 'neutral'}>{say(`support.source.${setting.source}`)}</Chip>
          )}
          {!setting.managed && !setting.personal ? <span className={styles['place']}>{say('support.ui.policyOnly')}</span> : null}
          {mine && setting.source === 'settings' ? (
            <Button small busy={save.busy} onClick={() => choose(null)}>
              {say('support.ui.takeBack')}
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  )
}

type Say = ReturnType<typeof useSay>
const optionWord = (say: Say, setting: Setting, option: string): string =>
  wordOr(say, `support.option.${setting.setting}.${option}`, option)

function shownValue(say: Say, setting: Setting): string {
  const [value] = setting.values
  if (value === undefined) return say('support.ui.notSet')
  if (setting.type === 'flag') return say(value === 'true' ? 'support.ui.yes' : 'support.ui.no')
  return setting.type === 'choice' ? optionWord(say, setting, value) : setting.values.join('\n')
}

interface ControlProps {
  readonly setting: Setting
  readonly name: string
  readonly busy: boolean
  readonly onChoose: (chosen: readonly string[] | null) => void
}
function Control({ setting, name, busy, onChoose }: ControlProps) {
  const say = useSay()
  const kept = setting.values.join('\n')
  const [text, setText] = useState(kept)
  if (setting.type === 'flag')
    return <Switch label={say('support.ui.yes')} checked={kept === 'true'} onChange={(on) => onChoose([String(on)])} />
  if (setting.type === 'choice')
    return (
      <Choose
        label={name}
        bare
        value={kept}
        onChange={(next) => next !== null && next !== kept && onChoose([next])}
        options={setting.options.map((option) => ({ value: option, label: optionWord(say, setting, option) }))}
      />
    )
  const several = setting.type === 'texts'
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '') // prettier-ignore
  const send = (): void => onChoose(lines.length === 0 ? null : several ? lines : [lines.join('')])
  const hint =
    setting.type === 'count' ? `${setting.least} – ${setting.most}` : say('support.ui.example', { example: setting.example ?? '' })
  return (
    <form
      className={styles['field']}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {several ? (
        <LongField label={name} bare value={text} onChange={setText} hint={hint} rows={2} />
      ) : (
        <TextField label={name} bare value={text} onChange={setText} hint={hint} figures={setting.type === 'count'} />
      )}
      {text === kept ? null : (
        <Button type="submit" small look="primary" busy={busy}>
          {say('support.ui.save')}
        </Button>
      )}
    </form>
  )
}
