import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Choose } from '../../kit/choose.tsx'
import { Button, Drawer, IconButton, TextField } from '../../kit/parts.tsx'
import { Segments } from '../../kit/choices.tsx'
import { Card } from '../../kit/page.tsx'
import { Notice } from '../../kit/state.tsx'
import { Line, Quiet, Stack } from '../../kit/tall.tsx'
import { PartsOf } from './parts-of.tsx'
import type { Ladder, Rehearsed, Rule } from './types.ts'

const rungs = ['project', 'fund', 'included', 'billable'] as const
const kinds = ['all', 'time', 'expense', 'incident'] as const
const periods = ['month', 'quarter', 'year'] as const
const blank: Rule = {
  name: '', rung: 'billable', kinds: null, workTypes: null, priorities: null, hours: null, incidents: null, per: null, product: null, unitPrice: null, markup: null,
} // prettier-ignore

/** The rules of a ladder in their order, and what of this month would have landed elsewhere by them. */
export function Editor({ ladder, onClose }: { ladder: Ladder; onClose: () => void }) {
  const say = useSay()
  const [rules, setRules] = useState<readonly Rule[]>(ladder.rules)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct('coverage.setLadder')
  const change = (i: number, rule: Rule): void => setRules(rules.map((one, k) => (k === i ? rule : one)))
  const swap = (i: number): void => setRules([...rules.slice(0, i - 1), rules[i]!, rules[i - 1]!, ...rules.slice(i + 1)])
  const save = async (): Promise<void> => {
    const reply = await act({ contract: ladder.contract, entity: ladder.contract === null ? ladder.entity : null, rules })
    if (reply.ok) onClose()
    else setTrouble(reply.refusal.message)
  }
  return (
    <Drawer opened onClose={onClose} title={say('coverage.setLadder')} close={say('app.close')} size={560}>
      <Stack>
        <Quiet>{say('coverage.ui.editLead')}</Quiet>
        {rules.map((rule, i) => (
          <OneRule
            key={i}
            rule={rule}
            first={i === 0}
            onChange={(next) => change(i, next)}
            onUp={() => swap(i)}
            onRemove={() => setRules(rules.filter((_, k) => k !== i))}
          />
        ))}
        <Line>
          <Button icon="plus" onClick={() => setRules([...rules, blank])}>
            {say('coverage.ui.add')}
          </Button>
        </Line>
        {ladder.contract === null ? <Quiet>{say('coverage.ui.entityLead')}</Quiet> : <Rehearsal contract={ladder.contract} rules={rules} />}
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <Line end>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void save()}>
            {say('coverage.setLadder')}
          </Button>
        </Line>
      </Stack>
    </Drawer>
  )
}

/** Decimals as people write them, with a comma or a point. */
const decimal = (text: string): string | null => (text.trim() === '' ? null : text.trim().replace(',', '.'))

function OneRule(props: { rule: Rule; first: boolean; onChange: (rule: Rule) => void; onUp: () => void; onRemove: () => void }) {
  const { rule, first, onChange, onUp, onRemove } = props
  const say = useSay()
  const set = (more: Partial<Rule>): void => onChange({ ...rule, ...more })
  const kind = rule.kinds?.length === 1 ? rule.kinds[0]! : 'all'
  return (
    <Card
      title={rule.name || say('coverage.ui.newRule')}
      actions={
        <Line>
          <IconButton icon="up" label={say('coverage.ui.up')} disabled={first} onClick={onUp} />
          <IconButton icon="trash" label={say('coverage.ui.remove')} onClick={onRemove} />
        </Line>
      }
    >
      <Stack>
        <TextField label={say('field.name')} value={rule.name} onChange={(name) => set({ name })} required />
        <Segments
          label={say('field.rung')}
          value={rule.rung}
          onChange={(rung) => set({ rung: rung as Rule['rung'] })}
          options={rungs.map((value) => ({ value, label: say(`choice.rung.${value}`) }))}
        />
        <Choose
          label={say('field.kinds')}
          value={kind}
          onChange={(next) => set({ kinds: next === null || next === 'all' ? null : [next] })}
          options={kinds.map((value) => ({ value, label: value === 'all' ? say('coverage.ui.everything') : say(`choice.kinds.${value}`) }))}
        />
        <TextField
          label={say('field.workTypes')}
          value={rule.workTypes?.join(', ') ?? ''}
          onChange={(text) => set({ workTypes: text.trim() === '' ? null : text.split(',').map((one) => one.trim()) })}
        />
        {rule.rung === 'included' ? (
          <>
            <TextField label={say('field.hours')} value={rule.hours ?? ''} onChange={(text) => set({ hours: decimal(text) })} />
            <Choose
              label={say('field.per')}
              value={rule.per ?? 'month'}
              onChange={(per) => set({ per })}
              options={periods.map((value) => ({ value, label: say(`choice.per.${value}`) }))}
            />
          </>
        ) : null}
        {rule.rung === 'billable' ? (
          <>
            <TextField
              label={say('field.product')}
              value={rule.product ?? ''}
              onChange={(text) => set({ product: text.trim() === '' ? null : text.trim() })}
            />
            <TextField label={say('field.unitPrice')} value={rule.unitPrice ?? ''} onChange={(text) => set({ unitPrice: decimal(text) })} />
            <TextField label={say('field.markup')} value={rule.markup ?? ''} onChange={(text) => set({ markup: decimal(text) })} />
          </>
        ) : null}
      </Stack>
    </Card>
  )
}

function Rehearsal({ contract, rules }: { contract: string; rules: readonly Rule[] }) {
  const say = useSay()
  const today = useToday()
  const complete = rules.length > 0 && rules.every((rule) => rule.name.trim() !== '')
  const { data, error } = useAsk<Rehearsed>(
    'coverage.rehearse',
    { contract, rules, from: `${today.slice(0, 8)}01`, to: today },
    { enabled: complete, keep: true },
  )
  if (!complete) return null
  if (error) return <Notice tone="warn">{error.message}</Notice>
  if (!data) return null
  return (
    <Notice tone={data.differing > 0 ? 'warn' : 'info'} title={say('coverage.rehearse')}>
      <Stack>
        {say('coverage.ui.rehearsed', { differing: data.differing, count: data.entries.length })}
        {data.entries
          .filter((entry) => entry.differs)
          .slice(0, 5)
          .map((entry) => (
            <Line key={entry.entry}>
              {entry.label}
              <PartsOf parts={entry.was} />→{entry.would ? <PartsOf parts={entry.would} /> : say('field.stranded')}
            </Line>
          ))}
      </Stack>
    </Notice>
  )
}
