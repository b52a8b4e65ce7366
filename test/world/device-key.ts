import { createPrivateKey, sign } from 'node:crypto'
import type { Harmony } from '../../main/compose.ts'

/** A text under the key of a place, as its own program would sign it: what an attacker who has the laptop can do. */
export async function signedBy({ harmony }: { readonly harmony: Harmony }, text: string): Promise<string> {
  const [row] = await harmony.database.read((session) => session.rows('select secret_key from seal_keys where slot = 1'))
  const key = createPrivateKey({ key: Buffer.from(row![0] as string, 'base64'), format: 'der', type: 'pkcs8' })
  return sign(null, Buffer.from(text), key).toString('hex')
}
