// Windows: fuses and integrity as they stand in the packed program, its signature by an authority of our own, and the installer of the whole machine.
import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { fuses, sentinel } from '../after-pack.mjs'
import { policyKey, policyProperties, tableChanges, wixlProject } from '../msi.mjs'
import { accepts, must, run } from './tools.mjs'

const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))

/** Every fuse of a packed program as electron-builder's own reader finds it. */
export async function fusesHold(program) {
  const { getCurrentFuseWire, FuseV1Options } = createRequire(builder.resolve('app-builder-lib/package.json'))('@electron/fuses')
  const wire = await getCurrentFuseWire(program)
  const names = ['RunAsNode', 'EnableCookieEncryption', 'EnableNodeOptionsEnvironmentVariable', 'EnableNodeCliInspectArguments', 'EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar', 'LoadBrowserProcessSpecificV8Snapshot', 'GrantFileProtocolExtraPrivileges'] // prettier-ignore
  for (const [place, [name, on]] of fuses.entries()) {
    // The ninth is newer than the reader's names; its digit stands behind the eighth.
    const found =
      names[place] === undefined
        ? readFileSync(program)[readFileSync(program).indexOf(sentinel) + sentinel.length + 2 + place]
        : wire[FuseV1Options[names[place]]]
    must(found === (on ? 49 : 48), `fuse ${name} of ${program} is ${String.fromCharCode(found)}`)
  }
}

/** The paths of all files in an archive. */
export function filesIn(archive) {
  const bytes = readFileSync(archive)
  const walk = (folder, above) => Object.entries(folder.files).flatMap(([name, entry]) => (entry.files ? walk(entry, `${above}${name}/`) : [`${above}${name}`])) // prettier-ignore
  return walk(JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString('utf8')), '')
}

/** The hash of an archive's header, as Electron computes it when it starts. */
export function headerHash(archive) {
  const bytes = readFileSync(archive)
  const length = bytes.readUInt32LE(12)
  return createHash('sha256')
    .update(bytes.subarray(16, 16 + length))
    .digest('hex')
}
export function integrityHolds(program, archive) {
  const resedit = createRequire(builder.resolve('app-builder-lib/package.json'))('resedit')
  const { entries } = resedit.NtExecutableResource.from(resedit.NtExecutable.from(readFileSync(program), { ignoreCert: true }))
  const found = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
  must(found, 'the program knows no hash of its archive')
  const listed = JSON.parse(Buffer.from(found.bin).toString('utf8')).find(({ file }) => file === 'resources\\app.asar')
  must(listed?.alg === 'SHA256' && listed.value === headerHash(archive), 'the hash in the program is not that of its archive')
}

/** An authority with a certificate for code and one for timestamps, and another authority that gives out the same name. */
export function authority(folder) {
  mkdirSync(folder, { recursive: true })
  const at = (name) => join(folder, name)
  const leaf = (name, subject, usage, signer) => {
    writeFileSync(at(`${name}.ext`), `extendedKeyUsage=${usage}\nkeyUsage=critical,digitalSignature\n`)
    run('openssl', [
      'req',
      '-new',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.csr`),
      '-subj',
      subject,
    ])
    run('openssl', ['x509', '-req', '-in', at(`${name}.csr`), '-CA', at(`${signer}.crt`), '-CAkey', at(`${signer}.key`), '-CAcreateserial', '-days', '30', '-out', at(`${name}.crt`), '-extfile', at(`${name}.ext`)]) // prettier-ignore
  }
  for (const root of ['root', 'other'])
    run('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '30',
      '-keyout',
      at(`${root}.key`),
      '-out',
      at(`${root}.crt`),
      '-subj',
      `/CN=${root}`,
    ])
  leaf('code', '/C=DE/O=Harmony GmbH/CN=Harmony GmbH', 'codeSigning', 'root')
  leaf('time', '/CN=Harmony time', 'critical,timeStamping', 'root')
  leaf('foreign', '/C=DE/O=Harmony GmbH/CN=Harmony GmbH', 'codeSigning', 'other')
  return at
}
export const signCommandOf = (at, name = 'code') => ['osslsigncode', 'sign', '-certs', at(`${name}.crt`), '-key', at(`${name}.key`), '-h', 'sha256', '-n', 'Harmony', '-TSA-certs', at('time.crt'), '-TSA-key', at('time.key')] // prettier-ignore
export const signedBy = (at, file) =>
  accepts('osslsigncode', ['verify', '-CAfile', at('root.crt'), '-TSA-CAfile', at('root.crt'), '-in', file])
export function sign(at, file, name = 'code', more = []) {
  const [program, ...words] = signCommandOf(at, name)
  run(program, [...words, ...more, '-in', file, '-out', `${file}.signed`])
  copyFileSync(`${file}.signed`, file)
}

/** A signature holds, and does not when one byte of a fuse is turned or somebody else of the same name signed. */
export function signatureGuards(at, program, folder) {
  const file = join(folder, 'signed.exe')
  copyFileSync(program, file)
  sign(at, file)
  must(signedBy(at, file).yes, `the signature of our own authority is not accepted: ${signedBy(at, file).said.slice(-400)}`)
  const bytes = readFileSync(file)
  bytes[bytes.indexOf(sentinel) + sentinel.length + 2] ^= 1
  writeFileSync(join(folder, 'turned.exe'), bytes)
  must(!signedBy(at, join(folder, 'turned.exe')).yes, 'a turned fuse does not break the signature')
  copyFileSync(program, join(folder, 'foreign.exe'))
  sign(at, join(folder, 'foreign.exe'), 'foreign')
  must(!signedBy(at, join(folder, 'foreign.exe')).yes, 'the same name from another authority is accepted')
}

const rows = (msi, table) => run('msiinfo', ['export', msi, table]).split('\n').slice(3).filter((line) => line.trim() !== '').map((line) => line.trimEnd().split('\t')) // prettier-ignore

/** The installer of the whole machine with its policies, read back and signed. */
export function installerHolds(at, packed, folder, version) {
  const source = join(folder, 'msi')
  mkdirSync(source, { recursive: true })
  cpSync(packed, join(source, 'app'), { recursive: true })
  // A few files are as good as all of them here: what is looked at are the tables.
  const files = readdirSync(join(source, 'app'), { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => relative(source, join(source, 'app', name))).sort() // prettier-ignore
  writeFileSync(join(source, 'harmony.wxs'), wixlProject({ version, files }))
  const msi = join(folder, 'harmony.msi')
  run('wixl', ['-a', 'x64', '-o', msi, 'harmony.wxs'], { cwd: source })
  for (const change of tableChanges) run('msibuild', [msi, '-q', change])
  const registry = rows(msi, 'Registry').map(([, root, key, name, text, component]) => [root, key, name, text, component].join('|'))
  const wanted = policyProperties.map(({ key, property, registry: kind, component }) =>
    ['2', policyKey, key, `${kind === 'integer' ? '#' : ''}[${property}]`, component].join('|'),
  )
  must(wanted.every((row) => registry.includes(row)), `policies are missing in the Registry table: ${wanted.find((row) => !registry.includes(row))}`) // prettier-ignore
  const components = new Map(
    rows(msi, 'Component').map(([name, , , attributes, condition]) => [name, { attributes: Number(attributes), condition }]),
  )
  for (const { component, property } of policyProperties) {
    must(components.get(component)?.condition === property, `${component} is written even where nothing was given`)
    must((components.get(component).attributes & 16) === 16, `${component} does not outlive an upgrade`)
  }
  const properties = new Map(rows(msi, 'Property').map(([name, text]) => [name, text]))
  must(properties.get('ALLUSERS') === '1', 'the installer is not for the whole machine')
  const secure = new Set(properties.get('SecureCustomProperties').split(';'))
  must(
    policyProperties.every(({ property }) => secure.has(property)),
    'a property does not reach the system’s part of the installation',
  )
  must(rows(msi, 'CustomAction').length === 0, 'the installer runs code of its own')
  sign(at, msi, 'code', ['-add-msi-dse'])
  must(signedBy(at, msi).yes, 'the signed installer is not accepted')
  const bytes = readFileSync(msi)
  bytes[bytes.indexOf('HubUrl')] ^= 1
  writeFileSync(`${msi}.turned`, bytes)
  must(!signedBy(at, `${msi}.turned`).yes, 'a changed installer is accepted')
  return statSync(msi).size
}
