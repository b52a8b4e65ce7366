// Signs one file of the Windows package. The key of a publicly trusted certificate lives in hardware or in a signing service, so the command that
// reaches it comes from the release machine: HARMONY_SIGN_COMMAND is a program and its arguments as a JSON list, with "{file}" for the file, e.g.
//   ["jsign", "--storetype", "TRUSTEDSIGNING", "--keystore", "weu.codesigning.azure.net", "--alias", "harmony/release", "{file}"]
import { spawnSync } from 'node:child_process'

export function signCommand(file, environment = process.env) {
  const told = environment.HARMONY_SIGN_COMMAND
  if (!told) {
    if (environment.HARMONY_RELEASE === '1')
      throw new Error(`${file} cannot be signed: HARMONY_SIGN_COMMAND is not set, and this is a release.`)
    return undefined
  }
  const words = JSON.parse(told)
  if (!Array.isArray(words) || words.some((word) => typeof word !== 'string') || !words.includes('{file}'))
    throw new Error('HARMONY_SIGN_COMMAND must be a JSON list of texts with "{file}" among them.')
  return words.map((word) => (word === '{file}' ? file : word))
}

export default function sign({ path }) {
  const command = signCommand(path)
  if (!command) {
    console.warn(`not signed: ${path}`)
    return
  }
  const [program, ...words] = command
  const { status, error } = spawnSync(program, words, { stdio: 'inherit' })
  if (error || status !== 0) throw new Error(`${program} did not sign ${path}: ${error?.message ?? `exit code ${status}`}`)
}
