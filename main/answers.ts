import type { Operation } from '../core/kernel/operation.ts'
import type { Words } from '../core/kernel/words.ts'
import { enrolmentCode } from '../core/sync/codes.ts'
import { sealingAnswerers, type Sealing } from './sealing.ts'
import { documentAnswerers } from './integrations/documents/answers.ts'
import { privacyAnswerers } from './integrations/documents/privacy-letter.ts'
import { einvoiceAnswerers } from './integrations/einvoice/answers.ts'
import { exportAnswerers } from './integrations/exports/answers.ts'
import { signingAnswerers } from './integrations/documents/signing-answers.ts'
import { payablesAnswerers } from './integrations/payables/answers.ts'
import { paymentsAnswerers } from './integrations/payments/answers.ts'
import { rateAnswerers } from './integrations/rates/answers.ts'
import type { Fetch } from './integrations/rates/fetching.ts'
import { salesTaxAnswerers } from './integrations/sales-tax/answers.ts'
import { spreadsheetAnswerers } from './integrations/spreadsheets/answers.ts'
import type { Answerer } from './storage/reads/registry.ts'
import type { HostCaller, SessionTimes } from './callers.ts'
import type { Attempts } from './attempts.ts'
import type { AtRest } from './at-rest.ts'
import { factorAnswerers } from './factors.ts'
import { vouchingAnswerers } from './vouching.ts'
import type { Files } from './files.ts'
import type { Passwords } from './passwords.ts'
import type { Seals } from './seals.ts'

/** What answerers may use of the host. */
export interface AnswersWorld {
  readonly files: Files
  readonly passwords: Passwords
  readonly attempts: Attempts
  readonly seals: Seals
  readonly sealing: Sealing
  readonly atRest: AtRest
  readonly permits: readonly string[]
  readonly operations: ReadonlyMap<string, Operation>
  readonly demo: () => boolean
  readonly times: () => SessionTimes
  /** Milliseconds of the real clock. */
  readonly clock: () => number
  /** Chance. */
  readonly bytes: (length: number) => Buffer
  /** How a file comes over the network; the platform's own unless said otherwise. */
  readonly fetching?: Fetch | undefined
  /** All words of the language that fits a wish best. */
  readonly words: (wish: string) => Words
}

/** Questions that the core asks and something other than the database answers, by name. An integration adds its line. */
export function answerersOf(world: AnswersWorld): Readonly<Record<string, Answerer>> {
  return {
    ...peopleAnswers(world),
    ...factorAnswerers(world),
    ...world.atRest.answerers,
    ...vouchingAnswerers(world.seals),
    ...documentAnswerers(world.files),
    ...einvoiceAnswerers(world.files),
    ...exportAnswerers(world.files),
    ...payablesAnswerers(world.files),
    ...paymentsAnswerers(world.files),
    ...sealingAnswerers(world.sealing),
    ...signingAnswerers(world.files, world.sealing, world.seals),
    'sync.newCode': async () => {
      const code = enrolmentCode(world.bytes(16).toString('hex'))
      return [{ code, sealed: world.seals.seal(code) }]
    },
    ...spreadsheetAnswerers(world.files, world.words),
    ...rateAnswerers(world.files, world.fetching),
    ...salesTaxAnswerers(),
    ...privacyAnswerers(world.files, world.words),
  }
}

function peopleAnswers({
  passwords,
  seals,
  permits,
  operations,
  demo,
  times,
  clock,
  bytes,
}: AnswersWorld): Readonly<Record<string, Answerer>> {
  return {
    'people.passwordCheck': async ({ login, password, verifier }, caller) => [
      await passwords.check(
        { login: login as string, address: (caller as HostCaller).address ?? '' },
        password as string,
        verifier as string | null,
      ),
    ],
    'people.passwordVerifier': async ({ password }) => [{ verifier: await passwords.verifierOf(password as string) }],
    'people.newCredential': async ({ purpose }, caller) => {
      // 256 bits. The beginning says what it is, to whoever finds it where it should not be.
      const secret = `${purpose === 'token' ? 'harmony_' : ''}${bytes(32).toString('base64url')}`
      const now = clock()
      return [
        {
          secret,
          sealed: seals.seal(secret),
          label: (caller as HostCaller).device,
          at: new Date(now).toISOString(),
          expiresAt: new Date(now + times().longest).toISOString(),
        },
      ]
    },
    'people.ownSession': async (_asked, caller) => {
      const { session } = caller as HostCaller
      return session ? [{ hash: session }] : []
    },
    'people.installation': async () => [{ demo: demo() }],
    'people.permits': async () => permits.map((permit) => ({ permit })),
    'people.operationPermits': async () =>
      [...operations.values()].flatMap(({ name, permit }) => (permit === null || permit === 'public' ? [] : [{ operation: name, permit }])),
    'people.limitableOperations': async () =>
      [...operations.values()].flatMap((operation) =>
        operation.does === 'command' && operation.worth ? [{ operation: operation.name }] : [],
      ),
  }
}
