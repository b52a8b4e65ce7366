/**
 * Whose a field is. `person`: the contact or the lead that the row names, or is; `signer`: somebody who signed, known by name and address alone; `customer` and
 * `supplier`: theirs, who may be one person; `anyone`: whoever is spoken of.
 */
export type Whose = 'person' | 'signer' | 'customer' | 'supplier' | 'user' | 'anyone'
export type Says =
  'name' | 'role' | 'email' | 'phone' | 'address' | 'contactAddress' | 'login' | 'picture' | 'trace' | 'words' | 'data' | 'file'
export type PersonalField = `${Whose}.${Says}`
/**
 * What keeps a row although somebody in it asks to be erased, and for how long (core/privacy/statute): nothing; that somebody has to be able to show what was
 * said; a contract that runs; commercial letters; vouchers; books.
 */
export const keepings = ['use', 'consent', 'contract', 'letters', 'vouchers', 'books'] as const
export type Keeping = (typeof keepings)[number]

/** What a record says of people. Fields called `…By` are names of users who did something, and need no mention. */
export interface Personal<Name extends string = string> {
  readonly keep: Keeping
  /** The day or moment from which the keeping counts. */
  readonly since?: Name
  readonly fields?: { readonly [K in Name]?: PersonalField }
  /** Who did it is the proof, and stays although nothing else keeps the row: who agreed to an erasure, who carried a merge out. */
  readonly actors?: 'proof'
  /** Fields that look as if they spoke of people and do not: names of things, data of machines. */
  readonly not?: readonly Name[]
}
