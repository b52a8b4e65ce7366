import { existsSync, readFileSync } from 'node:fs'
import { say, type Words } from '../../core/kernel/words.ts'
import { languagesIn } from '../data-folder.ts'
import { addressOf, managedAddress, urlOf } from '../office/address.ts'
import { caFileIn, keptConnection } from '../office/kept.ts'
import { tryConnection, worstTried, type Tried, type Wish } from '../office/trying.ts'
import { trustAuthorities } from '../policy/authorities.ts'
import { policyHere } from '../policy/policy.ts'
import { openLanguages } from '../words.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { credential, databaseOf, firstLine, folderOf, languageOf, write } from './cli-store.ts'

/** `harmony connect --test`: what the first screen of the desktop tests, in a terminal. */
export async function connectHere(given: Arguments, terminal: Terminal): Promise<number> {
  if (given.values['test'] !== true) throw new BadUsage('--test is missing: connecting is the desktop’s, testing is what there is here')
  trustAuthorities(policyHere().effective().values.ExtraCaFile)
  const folder = folderOf(given, terminal)
  const languages = openLanguages(languagesIn(folder))
  const words = languages.words(languages.best(languageOf(given, terminal)))
  const asJson = given.values['json'] === true
  const tried = await tryConnection(wished(given, terminal, folder), (one) => {
    if (!asJson) terminal.output.write(line(words, one))
  })
  const stands = worstTried(tried)
  if (asJson)
    await write(terminal, {
      ok: true,
      result: { stands, steps: tried.map((one) => ({ ...one, says: saidOf(words, one), ...mendOf(words, one) })) },
    })
  else terminal.output.write(`\n${say(words, `support.front.${overall[stands]}`)}\n`)
  return stands === 'fault' ? exitCodes.refused : exitCodes.done
}
const overall = { fine: 'allFine', warning: 'someWarn', fault: 'someFault' } as const
const marks = { fine: '✓', warning: '!', fault: '✗', skipped: '–' } as const

const saidOf = (words: Words, { finding, about }: Tried): string =>
  say(words, finding === null ? 'support.tried.skipped' : `support.tried.${finding}`, about)
const mendOf = (words: Words, { finding, stands, about }: Tried): { readonly remedy?: string } =>
  finding === null || stands === 'fine' ? {} : { remedy: say(words, `support.mend.${finding}`, about) }

function line(words: Words, one: Tried): string {
  const { remedy } = mendOf(words, one)
  return `${marks[one.stands]} ${say(words, `support.try.${one.step}`)}: ${saidOf(words, one)}${remedy === undefined ? '' : `\n    ${remedy}`}\n`
}

/** The address of the command, else that of the desktop in this folder. */
function wished(given: Arguments, terminal: Terminal, folder: string): Wish {
  const url = databaseOf(given, terminal) ?? keptUrl(given, terminal, folder)
  const { address, password, caFile: named } = addressOf(url)
  const caFile = textOption(given, 'ca') ?? named
  if (caFile !== undefined && !existsSync(caFile)) throw new BadUsage(`cannot read ${caFile}`)
  return { address, password, caFile, ca: caFile === undefined ? undefined : readFileSync(caFile, 'utf8'), now: Date.now }
}

function keptUrl(given: Arguments, terminal: Terminal, folder: string): string {
  const kept = keptConnection(folder)
  if (!kept) throw new BadUsage('give --database postgres://person@host/name, or --data with the folder of a desktop that is connected')
  const file = textOption(given, 'database-password-file') ?? credential('database-password', terminal)
  if (file === undefined)
    throw new BadUsage(
      'the password is in the key store of this computer, which only the desktop opens: give --database-password-file FILE',
    )
  return urlOf({ ...kept.address, ...managedAddress() }, firstLine(file), caFileIn(folder))
}
