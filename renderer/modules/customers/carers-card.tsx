import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { Card } from '../../kit/page.tsx'
import { Button, Drawer } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import styles from './customers.module.css'

interface Carers {
  readonly carers: readonly { readonly user: string; readonly userName: string }[]
}

/** Who looks after a customer: whose right reaches their own customers reaches this one. */
export function CarersCard({ customer }: { customer: string }) {
  const say = useSay()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const { data, error } = useAsk<Carers>('customers.carers', { customer })
  const assigns = may('customers.assign') && may('people.read')
  return (
    <Card
      title={say('field.carers')}
      actions={
        assigns && data ? (
          <Button small icon="draft" onClick={() => setEditing(true)}>
            {say('customers.ui.setCarers')}
          </Button>
        ) : undefined
      }
    >
      {error ? (
        <Notice tone="danger">{error.message}</Notice>
      ) : data ? (
        <p className={data.carers.length === 0 ? styles['none'] : undefined}>
          {data.carers.map(({ userName }) => userName).join(', ') || say('customers.ui.noCarers')}
        </p>
      ) : (
        <Bones label={say('field.carers')} lines={1} />
      )}
      {editing && data ? <Chosen customer={customer} held={data.carers} onClose={() => setEditing(false)} /> : null}
    </Card>
  )
}

function Chosen({ customer, held, onClose }: { customer: string; held: Carers['carers']; onClose: () => void }) {
  const say = useSay()
  const [chosen, setChosen] = useState<readonly string[]>(held.map(({ user }) => user))
  const { data, error } = useAsk<{ rows: readonly { id: string; name: string; active: boolean }[] }>('people.users', { limit: 1000 })
  const save = useDo('customers.setCarers', () => say('customers.ui.carersSaved'))
  const here = (data?.rows ?? []).filter(({ id, active }) => active || chosen.includes(id))
  return (
    <Drawer opened onClose={onClose} title={say('customers.carers')} close={say('app.close')} size={420}>
      <Stack>
        {error ? <Notice tone="danger">{error.message}</Notice> : data ? null : <Bones label={say('people.users')} lines={6} />}
        {here.map(({ id, name }) => (
          <Check
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(on) => setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
        <Line>
          <Button
            look="primary"
            icon="check"
            busy={save.busy}
            onClick={() =>
              void save.go({ customer, carers: chosen }).then((done) => {
                if (done) onClose()
              })
            }
          >
            {say('customers.ui.saveCarers')}
          </Button>
        </Line>
      </Stack>
    </Drawer>
  )
}
