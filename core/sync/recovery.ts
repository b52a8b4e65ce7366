import { command, tell } from '../kernel/operation.ts'
import { question } from '../kernel/record.ts'
import { refuse } from '../kernel/refusal.ts'
import { longText, maybe, shape, text } from '../kernel/shape.ts'
import { passwordFault, shortestPassword } from '../people/access.ts'

/** The organisation's public key that every device wraps its data key to: 64 hex digits. The secret one never leaves the hub. */
export const recoveryKey = question('sync.recoveryKey', shape({}), shape({ key: text }))
/** Opens a device's recovery wrap and closes what was in it with a password instead. Nothing comes back where the wrap is another hub's. */
export const rewrapped = question('sync.rewrapped', shape({ wrap: text, password: text }), shape({ file: text, wrap: maybe(longText) }))

/** Somebody forgot the password of their laptop: an administrator gives its key file another one. The data key itself is shown to nobody. */
export const recoverKey = command({
  name: 'sync.recoverKey',
  zone: 'setup',
  permit: 'sync.write',
  offline: 'never',
  input: shape({ wrap: text, password: text }),
  secrets: ['password'],
  output: shape({ wrap: longText }),
  refusals: ['sync.notOurWrap', 'people.passwordTooShort', 'people.passwordTooEasy'],
  load: async ({ wrap, password }, read) => (await read.ask(rewrapped, { wrap, password }))[0]!,
  decide: ({ password }, { file, wrap }) => {
    const fault = passwordFault(password, '')
    if (fault) return refuse(fault, { least: String(shortestPassword) })
    if (wrap === null) return refuse('sync.notOurWrap')
    return { result: { wrap }, changes: [tell('sync.keyRecovered', { file })] }
  },
})
