import { useGo, useTitle } from '../../app/go.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { UserForm } from './user-fields.tsx'

export default function NewUser() {
  const say = useSay()
  const go = useGo()
  useTitle(say('people.createUser'))
  return (
    <Page narrow>
      <PageHead title={say('people.createUser')} />
      <Card>
        <UserForm
          onCancel={() => window.history.back()}
          onDone={(id) => {
            toast({ tone: 'ok', text: say('people.ui.created') })
            go(`/people/users/${id}`)
          }}
        />
      </Card>
    </Page>
  )
}
