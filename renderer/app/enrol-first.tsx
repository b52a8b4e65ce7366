import { lazy, Suspense } from 'react'
import { Button } from '../kit/parts.tsx'
import { Bones } from '../kit/state.tsx'
import { useSignOut } from './account.tsx'
import styles from './sign-in.module.css'
import { screens } from './menu.ts'
import { useSay } from './words.ts'

const OwnAccount = lazy(() => screens.find(({ path }) => path === '/account')!.component())

/** Whoever still has to set up a second factor sees their own account, and nothing else. */
export function EnrolFirst() {
  const say = useSay()
  const signOut = useSignOut()
  return (
    <main id="main" className={styles['first']}>
      <Suspense fallback={<Bones label={say('app.account')} lines={6} />}>
        <OwnAccount />
      </Suspense>
      <div>
        <Button icon="signOut" onClick={() => void signOut()}>
          {say('app.signOut')}
        </Button>
      </div>
    </main>
  )
}
