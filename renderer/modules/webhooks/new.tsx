import { useState } from 'react'
import { useBack, useGo, useTitle } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Form } from '../../kit/form/form.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Events, Lead } from './events.tsx'
import { Secret } from './secret.tsx'
import { useHints } from './hints.ts'

/** A new webhook, and its secret once. */
export default function NewWebhookScreen() {
  const say = useSay()
  const go = useGo()
  const back = useBack()
  const hints = useHints()
  const [events, setEvents] = useState<readonly string[]>([])
  const [made, setMade] = useState<{ readonly id: string; readonly secret: string } | null>(null)
  useTitle(say('webhooks.create'))
  return (
    <Page narrow>
      <PageHead title={say('webhooks.create')} />
      <Card title={made ? say('field.secret') : say('webhooks.create')}>
        {made ? (
          <Secret secret={made.secret} onClose={() => go(`/webhooks/${made.id}`, { replace: true })} />
        ) : (
          <Form
            operation="webhooks.create"
            fields={['name', 'url', 'entity', 'inOrder']}
            initial={{ inOrder: false }}
            fixed={{ events }}
            hints={hints}
            below={<Events events={events} onEvents={setEvents} />}
            onDone={(result) => setMade(result as { id: string; secret: string })}
            onCancel={back}
          >
            <Lead />
          </Form>
        )}
      </Card>
    </Page>
  )
}
