import { writeFileSync } from 'node:fs'
import { say } from '../../core/kernel/words.ts'
import { languagesIn } from '../data-folder.ts'
import { trustAuthorities } from '../policy/authorities.ts'
import { policyHere } from '../policy/policy.ts'
import { makeBundle, toldIn } from '../support/bundle.ts'
import { diagnose, worstOf } from '../support/diagnosing.ts'
import { surroundingsHere } from '../support/here.ts'
import { openLanguages } from '../words.ts'
import { exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { databaseOf, folderOf, languageOf, write } from './cli-store.ts'

/** `harmony diagnose`: opens no company and changes nothing, so it works where Harmony itself does not. */
export async function diagnoseHere(given: Arguments, terminal: Terminal): Promise<number> {
  const folder = folderOf(given, terminal)
  trustAuthorities(policyHere().effective().values.ExtraCaFile)
  const languages = openLanguages(languagesIn(folder))
  const words = languages.words(languages.best(languageOf(given, terminal)))
  const world = surroundingsHere({ folder, databaseUrl: databaseOf(given, terminal) })
  const diagnosis = await diagnose(world)
  const checks = diagnosis.checks.map(({ check, stands, finding, about }) => ({
    check: say(words, `support.check.${check}`),
    stands,
    says: say(words, `support.found.${finding}`, about),
    ...(stands === 'fine' ? {} : { remedy: say(words, `support.remedy.${finding}`, about) }),
    finding,
  }))
  // Who types it reads sentences; a program gets the document.
  const forEyes = (terminal.output as { isTTY?: boolean }).isTTY === true
  const file = textOption(given, 'bundle')
  const preview = given.values['preview'] === true
  const bundle = preview || file !== undefined ? await makeBundle(world, diagnosis, words, terminal.environment) : undefined
  if (bundle && file !== undefined && !preview) writeFileSync(file, bundle.bytes, { mode: 0o600, flag: 'wx' })
  if (forEyes) {
    const shown =
      bundle && preview ? bundle.parts.map(({ name, text }) => `--- ${name}\n${text}`).join('\n') : `${toldIn(diagnosis, words)}\n`
    terminal.output.write(`${shown}${bundle && !preview ? `\n${file}: ${bundle.parts.map(({ name }) => name).join(', ')}\n` : ''}`)
    return worstOf(diagnosis) === 'fault' ? exitCodes.refused : exitCodes.done
  }
  await write(terminal, {
    ok: true,
    result: {
      at: diagnosis.at,
      version: diagnosis.version,
      stands: worstOf(diagnosis),
      checks,
      ...(bundle && preview ? { bundle: bundle.parts } : {}),
      ...(bundle && file !== undefined && !preview ? { file, parts: bundle.parts.map(({ name }) => name) } : {}),
    },
  })
  return worstOf(diagnosis) === 'fault' ? exitCodes.refused : exitCodes.done
}
