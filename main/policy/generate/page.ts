import { definitionOf, settingKeys, type SettingKey } from '../../../core/support/settings.ts'
import { macDomain, macFolder, policyFile, switchOf, variables } from '../places.ts'
import { registryKey } from '../registry.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

function typeOf(key: SettingKey): string {
  const definition = definitionOf(key)
  if (definition.type === 'flag') return 'yes or no'
  if (definition.type === 'count') return `${definition.least} to ${definition.most}`
  if (definition.type === 'choice') return Object.keys(definition.choices).map((choice) => `\`${choice}\``).join(', ') // prettier-ignore
  return definition.type === 'text' ? definition.form : `several: ${definition.form}`
}
const defaultOf = (key: SettingKey): string => {
  const { default: usual } = definitionOf(key)
  if (usual === null || (Array.isArray(usual) && usual.length === 0)) return '–'
  return typeof usual === 'boolean' ? (usual ? 'yes' : 'no') : `\`${String(usual)}\``
}

/** The page of the handbook, as Markdown. */
export function policyPage(): string {
  const rows = settingKeys.map((key) => {
    const { words, personal, since } = definitionOf(key)
    return `| \`${key}\` | ${cell(`${words.en.name}. ${words.en.help}`)} | ${cell(typeOf(key))} | ${cell(defaultOf(key))} | ${personal ? `\`--${switchOf(key)}\`, settings` : 'policy only'} | ${since} |`
  })
  const german = settingKeys.map((key) => `| \`${key}\` | ${cell(`${definitionOf(key).words.de.name}. ${definitionOf(key).words.de.help}`)} |`) // prettier-ignore
  const named = Object.entries(variables).map(([name, key]) => `\`${name}\` stands for \`${key}\``)
  return `# Managed settings

<!-- Written by node test/architecture/policy.mjs from core/support/settings.ts: change it there. -->

An organisation may decide how Harmony is set. Whatever it decides is greyed out in the product and says "Managed by your organisation".

## Where policies lie

| system | for the machine | for one person |
|---|---|---|
| Windows | \`HKEY_LOCAL_MACHINE\\${registryKey}\` | \`HKEY_CURRENT_USER\\${registryKey}\` |
| Linux | \`${policyFile}\` | – |
| macOS | \`${macFolder}/${macDomain}.plist\` | \`${macFolder}/USER/${macDomain}.plist\` |

The templates are in the folder \`policy\` of an installation's \`resources\`, and of a hub in \`/usr/share/doc/harmony/policy\` (among the sources \`main/policy/templates\`): \`harmony.admx\` with \`en-US/harmony.adml\` and \`de-DE/harmony.adml\` for group policies (copy them to the central store), \`policy.schema.json\` for the file on Linux, \`harmony.mobileconfig\` as a sample for device management on macOS.

The file on Linux only counts when it, every folder above it and every link on the way belong to root and nobody else may write to them. Otherwise Harmony starts without it and the diagnosis says so. The same holds for the file that \`ExtraCaFile\` names.

## Who has the say

The first of these that says something about a setting wins: policy of the machine, policy of the person, command line (${named.join(', ')}), the person's own settings, what Harmony is delivered with. A policy of the machine beats one of the person. What is marked "policy only" can be set by a policy and by nothing else.

A value that is wrong never keeps Harmony from starting. It does not count, nobody below may fill it in, and \`harmony diagnose\` and the screen "This installation" name it; so they do with names that no setting has.

A command that names a folder (\`--data\`) works on that folder: it is what the command is about, and no setting.

There is no setting that ignores certificates, and there will be none: a company's own authority goes into the system's certificates or into \`ExtraCaFile\`. The desktop's shell, which fetches updates, trusts the system's certificates; the core, the hub and the command line trust those of \`ExtraCaFile\` as well.

## The settings

| key | what it does | value | without it | who may set it | since |
|---|---|---|---|---|---|
${rows.join('\n')}

\`path\` is absolute; \`~/\` and, on Windows, \`%NAME%\` are filled in. \`address\` is https, plain http only to this machine itself, and carries no name and password. \`host\` is a host name without wildcard. \`proxy\` is host and port, perhaps with \`http://\`, \`https://\` or \`socks5://\` before it. \`recipient\` is a public key of age, \`recoveryKey\` 64 hex digits.

In the registry a yes is the number 1, a no the number 0, and several values are a REG_MULTI_SZ.

## Auf Deutsch

Was die Organisation vorgibt, ist im Produkt ausgegraut und mit „Von Ihrer Organisation verwaltet“ gekennzeichnet. Es gilt die erste Stelle, die etwas sagt: Richtlinie des Rechners, Richtlinie der Person, Befehlszeile, eigene Einstellungen, Auslieferung. Ein falscher Wert hält Harmony nicht auf; er gilt nicht, und die Diagnose nennt ihn.

| Schlüssel | Was er bewirkt |
|---|---|
${german.join('\n')}
`
}
