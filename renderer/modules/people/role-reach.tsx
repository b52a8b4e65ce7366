import { useState } from 'react'
import { currencies } from '../../../core/kernel/money.ts'
import { sensitivities } from '../../../core/kernel/sensitive.ts'
import { useAct, useAsk } from '../../app/ask.ts'
import { editableMinor, parseMinor } from '../../app/culture.ts'
import { useGuard } from '../../app/guard.tsx'
import { useHarmony, useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay, wordOr } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import styles from './people.module.css'
import { covered, permitsByModule, type Role } from './permits.ts'
import { bounded, extentOf, extents, moduleEntry, type Bound, type Extent, type Reached } from './reach.ts'

/** Rights to see figures: what they show is bounded by whatever shows it. */
const showing: readonly string[] = Object.values(sensitivities)

interface LimitDraft {
  readonly operation: string
  readonly currency: string
  readonly amount: string
}

/** How far the rights of a role reach, module by module, and the amounts up to which they go. */
export function RoleReach({ role }: { role: Role }) {
  const say = useSay()
  const { data, error } = useAsk<Reached>('people.roleBounds', { role: role.code })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('people.roleBounds')} lines={5} />
  return <Editor key={JSON.stringify(data)} role={role} held={data} />
}

function Editor({ role, held }: { role: Role; held: Reached }) {
  const say = useSay()
  const { culture } = useHarmony()
  const writes = useMay()('people.write')
  const [bounds, setBounds] = useState(held.bounds)
  const first = held.limits.map((limit): LimitDraft => ({ ...limit, amount: editableMinor(culture, limit.currency, limit.amount) }))
  const [limits, setLimits] = useState<readonly LimitDraft[]>(first)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<unknown>('people.saveRoleBounds')
  const dirty = JSON.stringify([bounds, limits]) !== JSON.stringify([held.bounds, first])
  useGuard(dirty && !busy)
  const save = async (): Promise<void> => {
    const read = limits.map((limit) => ({ ...limit, amount: parseMinor(culture, limit.currency, limit.amount) }))
    if (read.some(({ amount, operation }) => amount === undefined || operation === '')) return setTrouble(say('people.ui.badLimit'))
    const reply = await act({ role: role.code, bounds, limits: read }).catch(() => null)
    setTrouble(reply === null ? say('app.trouble.unreachable') : reply.ok ? null : reply.refusal.message)
    if (reply?.ok) toast({ tone: 'ok', text: say('people.ui.reachSaved') })
  }
  return (
    <Card
      title={say('people.roleBounds')}
      actions={
        writes ? (
          <Button small look="primary" icon="check" busy={busy} disabled={!dirty} onClick={() => void save()}>
            {say('people.ui.saveReach')}
          </Button>
        ) : undefined
      }
    >
      <Stack>
        <p>{say('people.ui.reachLead')}</p>
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <Extents role={role} ownable={held.ownable} bounds={bounds} onBounds={setBounds} writes={writes} />
        <Limits limits={limits} limitable={held.limitable} role={role} onLimits={setLimits} writes={writes} />
      </Stack>
    </Card>
  )
}

function Extents({ role, ownable, bounds, onBounds, writes }: { role: Role; ownable: readonly string[]; bounds: readonly Bound[]; onBounds: (next: readonly Bound[]) => void; writes: boolean }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const held = [...permitsByModule(manifest.operations)].flatMap(([module, permits]) => {
    const opened = permits.filter((permit) => covered(role.permits, permit) && !showing.includes(permit))
    return opened.length === 0 ? [] : [{ module, permits: opened }]
  })
  const others = bounds.filter(({ permit }) => !held.some(({ module }) => permit === moduleEntry(module)))
  return (
    <>
      {others.length === 0 ? null : (
        <ul className={styles['others']}>
          {others.map((bound) => (
            <li key={bound.permit}>
              <span>
                {wordOr(say, bound.permit, bound.permit)}: {say(`choice.extent.${bound.extent}`)}
              </span>
              {writes ? (
                <IconButton icon="close" label={say('people.ui.takeBound', { permit: bound.permit })} onClick={() => onBounds(bounds.filter((one) => one !== bound))} />
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <div className={styles['modules']}>
        {held.map(({ module, permits }) => (
          <ModuleExtent key={module} module={module} fits={permits.every((permit) => ownable.includes(permit))} bounds={bounds} onBounds={onBounds} writes={writes} />
        ))}
      </div>
    </>
  )
} // prettier-ignore

function ModuleExtent({ module, fits, bounds, onBounds, writes }: { module: string; fits: boolean; bounds: readonly Bound[]; onBounds: (next: readonly Bound[]) => void; writes: boolean }) {
  const say = useSay()
  const entities = useAsk<{ rows: readonly { code: string; name: string }[] }>('entities.list', { limit: 1000 }).data?.rows ?? []
  const own = extentOf(bounds, module)
  const word = wordOr(say, `module.${module}`, module)
  const offered = extents.filter((extent) => fits || extent === 'all' || extent === 'entities' || extent === own.extent)
  return (
    <div className={styles['extent']}>
      <Choose
        label={word}
        value={own.extent}
        disabled={!writes}
        onChange={(extent) => extent && onBounds(bounded(bounds, module, extent as Extent, own.entities))}
        options={offered.map((value) => ({ value, label: say(`choice.extent.${value}`) }))}
      />
      {own.extent === 'entities' ? (
        <fieldset className={styles['ticks']}>
          <legend>{say('people.ui.entitiesOf', { module: word })}</legend>
          {entities.map(({ code, name }) => (
            <Check
              key={code}
              label={`${code} · ${name}`}
              checked={own.entities?.includes(code) ?? false}
              onChange={(on) => onBounds(bounded(bounds, module, 'entities', on ? [...(own.entities ?? []), code] : (own.entities ?? []).filter((one) => one !== code)))}
            />
          ))}
        </fieldset>
      ) : null}
    </div>
  )
} // prettier-ignore

function Limits({ limits, limitable, role, onLimits, writes }: { limits: readonly LimitDraft[]; limitable: readonly string[]; role: Role; onLimits: (next: readonly LimitDraft[]) => void; writes: boolean }) {
  const say = useSay()
  const { manifest } = useHarmony()
  const opened = limitable.filter((name) => covered(role.permits, manifest.operations.find((one) => one.name === name)?.permit ?? '') || limits.some(({ operation }) => operation === name))
  if (opened.length === 0) return null
  const change = (at: number, next: Partial<LimitDraft>): void => onLimits(limits.map((limit, i) => (i === at ? { ...limit, ...next } : limit)))
  return (
    <Stack>
      <h3>{say('people.ui.limits')}</h3>
      <p>{say('people.ui.limitsLead')}</p>
      {limits.map((limit, at) => (
        <div key={at} className={styles['limit']}>
          <Choose label={say('field.operation')} value={limit.operation} disabled={!writes} onChange={(operation) => operation && change(at, { operation })} options={opened.map((value) => ({ value, label: say(value) }))} />
          <Choose label={say('field.currency')} value={limit.currency} searchable disabled={!writes} onChange={(currency) => currency && change(at, { currency })} options={currencies.map((value) => ({ value, label: value }))} />
          <TextField label={say('field.limits')} value={limit.amount} disabled={!writes} onChange={(amount) => change(at, { amount })} />
          {writes ? (
            <Button small onClick={() => onLimits(limits.filter((_, i) => i !== at))}>
              {say('app.form.remove', { row: at + 1 })}
            </Button>
          ) : null}
        </div>
      ))}
      {writes ? (
        <Line>
          <Button small icon="plus" onClick={() => onLimits([...limits, { operation: opened[0]!, currency: 'EUR', amount: '' }])}>
            {say('people.ui.addLimit')}
          </Button>
        </Line>
      ) : null}
    </Stack>
  )
} // prettier-ignore
