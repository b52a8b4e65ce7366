import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Notice } from '../../kit/state.tsx'
import { Line, Stack } from '../../kit/tall.tsx'

interface Computer {
  readonly publicKey: string
  readonly code: string
  readonly name: string
  readonly askedAt: string
  readonly admittedAt: string | null
  readonly admittedBy: string | null
  readonly own: boolean
}
interface Computers {
  readonly code: string
  readonly holds: boolean
  readonly computers: readonly Computer[]
}

/** Which hubs and desktops check codes, and which ask to: whoever admits one compares the code that it shows. */
export function ComputersCard() {
  const say = useSay()
  const culture = useCulture()
  const writes = useMay()('people.write')
  const [renewing, setRenewing] = useState(false)
  const { data, error } = useAsk<Computers>('people.computers', {})
  const admit = useDo<{ code: string }>('people.admitComputer', ({ code }) => say('people.ui.admitted', { code }))
  const remove = useDo<{ code: string }>('people.removeComputer', ({ code }) => say('people.ui.computerRemoved', { code }))
  return (
    <Card title={say('people.computers')}>
      <Stack>
        <p>{say('people.ui.computersLead')}</p>
        {error ? <Notice tone="danger">{error.message}</Notice> : null}
        {data?.holds === false ? <Notice tone="warn">{say('people.ui.holdsNot', { code: data.code })}</Notice> : null}
        {data ? (
          <Table
            caption={say('people.computers')}
            stacks
            empty={say('people.ui.noComputers')}
            columns={[
              { name: say('people.ui.computerCode') },
              { name: say('field.name') },
              { name: say('field.askedAt') },
              { name: say('field.admittedAt') },
              { name: '' },
            ]}
            rows={data.computers.map((one) => [
              one.code,
              one.name,
              culture.instant(one.askedAt),
              one.admittedAt === null ? (
                <Chip key="asks" tone="warn">
                  {say('people.ui.asks')}
                </Chip>
              ) : (
                say('people.ui.admittedBy', { at: culture.instant(one.admittedAt), name: one.admittedBy ?? '' })
              ),
              writes ? (
                <Line key="acts">
                  {one.admittedAt === null ? (
                    <Button
                      small
                      busy={admit.busy}
                      onClick={() => void admit.go({ publicKey: one.publicKey })}
                      aria-label={say('people.ui.admitThis', { code: one.code })}
                    >
                      {say('people.admitComputer')}
                    </Button>
                  ) : null}
                  <Button
                    small
                    busy={remove.busy}
                    onClick={() => void remove.go({ publicKey: one.publicKey })}
                    aria-label={say('people.ui.removeThis', { code: one.code })}
                  >
                    {say(one.admittedAt === null ? 'people.ui.removeAsking' : 'people.ui.takeBack')}
                  </Button>
                </Line>
              ) : null,
            ])}
          />
        ) : error ? null : (
          <Bones label={say('people.computers')} lines={3} />
        )}
        {writes && data ? (
          <Line>
            <Button small onClick={() => setRenewing(true)}>
              {say('people.renewCompanyKey')}
            </Button>
          </Line>
        ) : null}
        {renewing ? (
          <FormDrawer operation="people.renewCompanyKey" onClose={() => setRenewing(false)}>
            {say('people.ui.renewLead')}
          </FormDrawer>
        ) : null}
      </Stack>
    </Card>
  )
}
