import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Icon, type IconName } from '../../kit/icon.tsx'
import { Page, PageHead } from '../../kit/page.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import styles from './support.module.css'
import type { Bundle, Checked, Diagnosis } from './types.ts'

const icons: Readonly<Record<Checked['stands'], IconName>> = { fine: 'check', warning: 'warn', fault: 'danger' }
const worst = (checks: readonly Checked[]): Checked['stands'] =>
  checks.some((c) => c.stands === 'fault') ? 'fault' : checks.some((c) => c.stands === 'warning') ? 'warning' : 'fine'

/** What Harmony stands on, looked at now: each thing in a sentence, with what to do where it is not as it should be. */
export default function DiagnosisScreen() {
  const say = useSay()
  const culture = useCulture()
  const { data, error, refetch, isFetching } = useAsk<Diagnosis>('support.diagnose')
  const [bundling, bundle] = useState(false)
  useTitle(say('support.diagnose'))
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('support.ui.looking')} lines={13} />
  const stands = worst(data.checks)
  const wrong = data.checks.filter((c) => c.stands !== 'fine')
  return (
    <Page narrow>
      <PageHead title={say('support.diagnose')} lead={say('support.ui.diagnosisLead')}>
        <Button icon="file" onClick={() => bundle(true)}>
          {say('support.bundle')}
        </Button>
        <Button look="primary" icon="refresh" busy={isFetching} onClick={() => void refetch()}>
          {say('support.ui.again')}
        </Button>
      </PageHead>
      <div className={styles['stack']}>
        <Notice tone={stands === 'fine' ? 'ok' : stands === 'warning' ? 'warn' : 'danger'} title={say(`support.ui.stands.${stands}`)}>
          <p>{say('support.ui.looked', { at: culture.instant(data.at), version: data.version })}</p>
        </Notice>
        <ul className={styles['checks']} aria-label={say('support.diagnose')} aria-busy={isFetching}>
          {[...wrong, ...data.checks.filter((c) => c.stands === 'fine')].map((c) => (
            <Shown key={c.check} checked={c} />
          ))}
        </ul>
      </div>
      {bundling ? <BundlePreview onClose={() => bundle(false)} /> : null}
    </Page>
  )
}

/** Where a finding can be looked into further. */
const leadsTo: Readonly<Record<string, string>> = { policy: '/support/installation', books: '/audit', backups: '/support/installation' }

function Shown({ checked: { check, stands, finding, about: told } }: { checked: Checked }) {
  const say = useSay()
  const culture = useCulture()
  const about = told['day'] === undefined ? told : { ...told, day: culture.day(told['day']) }
  const to = leadsTo[check]
  return (
    <li className={styles['check']} data-stands={stands}>
      <Icon name={icons[stands]} size={18} />
      <div>
        <strong>{say(`support.check.${check}`)}</strong> <span className="unseen">{say(`support.ui.mark.${stands}`)}</span>
        <p>{say(`support.found.${finding}`, about)}</p>
        {stands === 'fine' ? null : <p className={styles['remedy']}>{say(`support.remedy.${finding}`, about)}</p>}
        {stands !== 'fine' && to ? <Go to={to}>{say('support.ui.open')}</Go> : null}
      </div>
    </li>
  )
}

/** All of the bundle, before any of it is saved. Nothing is sent. */
function BundlePreview({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const { port } = useHarmony()
  const { data, error } = useAsk<Bundle>('support.bundle')
  const [part, show] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const shown = data?.parts.find(({ name }) => name === part) ?? data?.parts[0]
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      const reply = await port.download('support.bundle', { hash: data!.file.hash })
      if (!reply.ok) toast({ tone: 'danger', text: reply.refusal.message })
    } catch (failed) {
      toast({ tone: 'danger', text: failed instanceof Error ? failed.message : String(failed) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={say('support.bundle')} close={say('app.close')} size={820}>
      <div className={styles['stack']}>
        <p>{say('support.ui.bundleLead')}</p>
        {error ? <Notice tone="danger">{error.message}</Notice> : null}
        {data && shown ? (
          <>
            <Tabs
              label={say('support.bundle')}
              value={shown.name}
              onChange={show}
              tabs={data.parts.map(({ name, text }) => ({
                value: name,
                label: name,
                content: (
                  <pre className={styles['part']} tabIndex={0} role="region" aria-label={name}>
                    {text}
                  </pre>
                ),
              }))}
            />
            <div className={styles['end']}>
              <Button look="primary" icon="download" busy={busy} onClick={() => void save()}>
                {say('support.ui.saveBundle')}
              </Button>
            </div>
          </>
        ) : error ? null : (
          <Bones label={say('support.ui.looking')} lines={6} />
        )}
      </div>
    </Modal>
  )
} // prettier-ignore
