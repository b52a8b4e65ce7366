import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Icon } from '../../kit/icon.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'
import { Parts, Quiet, Stack } from '../../kit/tall.tsx'
import styles from './signing.module.css'
import type { OneSignature } from './types.ts'

/** A signature with everything that proves it: what was signed, by whom, and how every link stands. */
export default function SignatureScreen() {
  const say = useSay()
  const id = useParam('id')
  const { data, error } = useAsk<OneSignature>('signing.signature', { signature: id })
  useTitle(data?.signature.signer)
  if (error) return <Nothing whole icon="danger" title={say('signing.signature')} lead={error.message} />
  return data ? <Shown one={data} /> : <Bones label={say('signing.signature')} lines={8} />
}

function Shown({ one }: { one: OneSignature }) {
  const { signature, clauses, checks } = one
  const { payload } = signature
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const broken = checks.some(({ stands }) => stands === 'no')
  return (
    <Page>
      <PageHead
        title={signature.signer}
        lead={[say(`choice.kind.${signature.kind}`), payload.number ?? payload.reference, payload.buyer.name].filter(Boolean).join(' · ')}
        chip={<Chip tone={broken ? 'danger' : 'ok'}>{say(broken ? 'signing.ui.broken' : 'signing.ui.intact')}</Chip>}
      >
        <Saves operation="signing.export" signature={signature.id} word="signing.ui.evidence" />
        {may('signing.sign') ? <Saves operation="signing.print" signature={signature.id} word="signing.ui.paper" first /> : null}
      </PageHead>
      <Figures>
        {payload.totals.map((total) => (
          <Figure key={total.period} word={say(`signing.ui.${total.period}`)} value={culture.money(payload.currency, total.gross)} />
        ))}
        <Figure word={say('field.signedAt')} value={culture.instant(signature.signedAt)} />
      </Figures>
      <Parts aside={<Aside one={one} />}>
        <Card title={say('signing.ui.proof')}>
          <Stack>
            <Quiet>{say('signing.ui.proofLead')}</Quiet>
            <ul className={styles['checks']}>
              {checks
                .filter(({ check }) => check !== 'pin')
                .map(({ check, stands, about }) => (
                  <li key={check} data-stands={stands}>
                    <Icon name={stands === 'yes' ? 'check' : stands === 'no' ? 'danger' : 'dot'} />
                    <span>{say(`signing.verify.${check}.${stands}`, { about: about ?? '' })}</span>
                  </li>
                ))}
            </ul>
          </Stack>
        </Card>
        <Card title={say('field.clauses')}>
          <Table
            caption={say('field.clauses')}
            columns={[{ name: say('signing.ui.clause') }, { name: say('field.version') }, { name: say('field.hash') }]}
            rows={clauses.map(({ code, version, heading, hash }) => [
              `${code} · ${heading}`,
              culture.count(version),
              <span key="hash" className={styles['hash']}>
                {hash.slice(0, 16)}
              </span>,
            ])}
          />
        </Card>
        <History record="signatures" id={signature.id} />
      </Parts>
    </Page>
  )
}

function Aside({ one: { signature, countersignature } }: { one: OneSignature }) {
  const say = useSay()
  const culture = useCulture()
  const facts = [
    { name: say('field.role'), value: signature.role },
    { name: say('field.place'), value: signature.place },
    { name: say('field.email'), value: signature.email },
    { name: say('field.method'), value: say(`choice.method.${signature.method}`) },
    { name: say('field.viewedAt'), value: culture.instant(signature.viewedAt) },
    { name: say('field.consentedAt'), value: culture.instant(signature.consentedAt) },
    { name: say('field.capturedBy'), value: signature.capturedBy },
    { name: say('field.countersignedAt'), value: countersignature && culture.instant(countersignature.receivedAt) },
    { name: say('field.chain'), value: countersignature && say(`choice.chain.${countersignature.chain}`) },
    { name: say('field.consent'), value: signature.payload.consent, wide: true },
  ]
  return (
    <Stack>
      <Card title={say('signing.ui.signed')}>
        <Stack>
          {signature.image ? (
            <svg
              className={styles['line']}
              viewBox="0 0 500 200"
              role="img"
              aria-label={say('signing.ui.drawn', { signer: signature.signer })}
            >
              <path d={signature.image} fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
            </svg>
          ) : (
            <Quiet>{say(signature.method === 'typed' ? 'signing.ui.typed' : 'signing.ui.byLink')}</Quiet>
          )}
          <Facts facts={facts.flatMap((fact) => (fact.value ? [{ ...fact, value: fact.value }] : []))} />
        </Stack>
      </Card>
      <Card title={say('field.sealKey')}>
        <div className={styles['hash']}>{signature.sealKey}</div>
      </Card>
    </Stack>
  )
}

function Saves({ operation, signature, word, first }: { operation: string; signature: string; word: string; first?: true }) {
  const say = useSay()
  const { port } = useHarmony()
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    const saved = await port.download(operation, { signature })
    setBusy(false)
    if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
  }
  return (
    <Button icon="download" busy={busy} {...(first ? { look: 'primary' as const } : {})} onClick={() => void save()}>
      {say(word)}
    </Button>
  )
}
