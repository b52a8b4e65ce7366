import { readFileSync } from 'node:fs'
import { say, type Words } from '../../core/kernel/words.ts'
import { verifyFile, type Verdict } from '../verifying.ts'
import { openLanguages } from '../words.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { languageOf, write } from './cli-store.ts'

/** Proves a signed order, from its PDF or its exported evidence. No store is opened: it works on a machine that never had one. */
export async function verify(given: Arguments, terminal: Terminal): Promise<number> {
  const bytes = bytesOf(given.positionals[0]!)
  const verdict = verifyFile(bytes, keyOf(given))
  const languages = openLanguages(undefined)
  const words = languages.words(languages.best(languageOf(given, terminal)))
  if (given.values['json']) await write(terminal, { ...verdict, ok: verdict.broken === null, says: lastSentence(verdict, words) })
  else {
    const lines = verdict.checks.map((check) => `${marks[check.stands]} ${sentenceOf(check, words)}`)
    terminal.output.write(`${[...lines, '', lastSentence(verdict, words)].join('\n')}\n`)
  }
  return verdict.broken === null ? exitCodes.done : exitCodes.refused
}

const marks = { yes: '✓', no: '✗', absent: '–' } as const

const sentenceOf = ({ check, stands, about }: Verdict['checks'][number], words: Words): string => say(words, `signing.verify.${check}.${stands}`, { about: about ?? '' }) // prettier-ignore

const lastSentence = ({ broken, signer, signedAt }: Verdict, words: Words): string =>
  broken
    ? say(words, 'signing.verify.broken', { sentence: sentenceOf(broken, words) })
    : say(words, 'signing.verify.intact', { signer: signer ?? '', day: signedAt ?? '' })

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new BadUsage(`cannot read ${path}`)
  }
}

/** The company's key that the reader trusts: 64 hex digits in a file. */
function keyOf(given: Arguments): string | undefined {
  const path = textOption(given, 'key')
  if (path === undefined) return undefined
  const key = bytesOf(path).toString('latin1').trim().toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(key)) throw new BadUsage('--key wants a file with a key of 64 hex digits')
  return key
}
