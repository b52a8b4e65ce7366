import { useAsk } from '../../app/ask.ts'
import { useGo, useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Page, PageHead } from '../../kit/page.tsx'
import { Bones, Nothing } from '../../kit/state.tsx'

interface Group {
  readonly code: string
  readonly parent: string | null
}

/** A further legal entity, or the first one of a company that has just been set up: then the group that it belongs to comes before it. */
export default function NewEntity() {
  const say = useSay()
  const { data, error, refetch } = useAsk<{ groups: readonly Group[] }>('entities.groups', {})
  const house = data?.groups.find(({ parent }) => parent === null)
  useTitle(say(data && !house ? 'entities.unfounded' : 'entities.ui.new'))
  if (error) return <Nothing icon="danger" title={say('entities.ui.new')} lead={error.message} />
  if (!data) return <Bones label={say('entities.ui.new')} lines={6} />
  return house ? <NewCompany group={house.code} /> : <FirstGroup onFounded={() => void refetch()} />
}

function FirstGroup({ onFounded }: { onFounded: () => void }) {
  const say = useSay()
  return (
    <Page narrow>
      <PageHead title={say('entities.unfounded')} lead={say('entities.ui.foundLead')} />
      <Form operation="entities.foundGroup" onCancel={() => window.history.back()} onDone={onFounded} />
    </Page>
  )
}

function NewCompany({ group }: { group: string }) {
  const say = useSay()
  const go = useGo()
  return (
    <Page narrow>
      <PageHead title={say('entities.ui.new')} lead={say('entities.ui.newLead')} />
      <Form
        operation="entities.save"
        initial={{ group, fiscalYearStart: 1, invoiceDigits: 6, paymentDays: 30, dateOrder: 'dayFirst' }}
        onCancel={() => window.history.back()}
        onDone={(result) => go(`/entities/${encodeURIComponent((result as { code: string }).code)}`)}
      />
    </Page>
  )
}
