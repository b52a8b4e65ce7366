// The policies that an installation of the whole machine is given with the installer: `msiexec /qn /i Harmony.msi HUBURL=https://…`. Each setting is a public
// property and a row of the Registry table, so that it also holds where the installer runs as the system and no script of ours would.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { settingDefinitions } from '../../core/support/settings.ts'

export const policyKey = 'SOFTWARE\\Policies\\Harmony'
/** Always the same, so that a new version replaces the old one. */
export const upgradeCode = 'b1a6c1de-6a52-5f0c-9f0e-0f7f4c1f7c11'

/** A number that follows from a name. */
export function guidOf(name) {
  const hex = createHash('sha256').update(`harmony msi ${name}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

/** Lists are left to group policies: a property is one value. */
export const policyProperties = Object.entries(settingDefinitions)
  .filter(([, { type }]) => type !== 'texts')
  .map(([key, { type }]) => ({
    key,
    property: key.toUpperCase(),
    component: `Policy${key}`,
    registry: type === 'flag' || type === 'count' ? 'integer' : 'string',
  }))

const value = ({ key, property, registry }) =>
  `<RegistryValue Root="HKLM" Key="${policyKey}" Name="${key}" Type="${registry}" Value="[${property}]" KeyPath="yes"/>`

/** For WiX: nothing is written where nothing was given, and what was given outlives the version that brought it. */
const wixComponent = (policy) =>
  `<Component Id="${policy.component}" Guid="${guidOf(policy.key)}" Permanent="yes" Win64="yes" Directory="TARGETDIR"><Condition>${policy.property}</Condition>${value(policy)}</Component>`

/** The project of electron-builder with the policies in it. */
export function withPolicies(project) {
  const [end, feature] = ['</Product>', '<ComponentGroupRef Id="ProductComponents"/>']
  if (!project.includes(end) || !project.includes(feature))
    throw new Error('the project of the installer looks different; the policies would be missing')
  const properties = policyProperties.map(({ property }) => `<Property Id="${property}" Secure="yes"/>`)
  const group = `<ComponentGroup Id="PolicyComponents">${policyProperties.map(wixComponent).join('')}</ComponentGroup>`
  return project
    .replace(feature, `${feature}<ComponentGroupRef Id="PolicyComponents"/>`)
    .replace(end, `${properties.join('')}${group}${end}`)
}

/** Called by electron-builder when it has written its project and before WiX reads it. */
export default function msiProjectCreated(file) {
  writeFileSync(file, withPolicies(readFileSync(file, 'utf8')))
}

/** For wixl, which builds installers on Linux and knows less: what it lacks is written into the finished tables (`tableChanges`). */
export function wixlProject({ version, files }) {
  const file = (path, i) =>
    `<Component Id="File${i}" Guid="${guidOf(path)}" Win64="yes"><File Id="F${i}" Name="${path.split('/').at(-1)}" Source="${path}" KeyPath="yes"/></Component>`
  const policies = policyProperties.map(
    (policy) => `<Component Id="${policy.component}" Guid="${guidOf(policy.key)}" Win64="yes">${value(policy)}</Component>`,
  )
  const refs = [...files.map((_, i) => `File${i}`), ...policyProperties.map(({ component }) => component)].map(
    (id) => `<ComponentRef Id="${id}"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="${guidOf(`product ${version}`)}" Name="Harmony" Version="${version}" Manufacturer="Harmony engineers" Language="1033" UpgradeCode="${upgradeCode}">
    <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine"/>
    <MajorUpgrade DowngradeErrorMessage="A newer version of Harmony is installed."/>
    <Media Id="1" Cabinet="app.cab" EmbedCab="yes"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramFiles64Folder"><Directory Id="APPLICATIONFOLDER" Name="Harmony">${files.map(file).join('')}</Directory></Directory>
      ${policies.join('\n      ')}
    </Directory>
    <Feature Id="ProductFeature" Absent="disallow">${refs.join('')}</Feature>
  </Product>
</Wix>
`
}
const permanentRegistry64 = 4 + 16 + 256
export const tableChanges = [
  ...policyProperties.flatMap(({ component, property }) => [
    `UPDATE \`Component\` SET \`Condition\`='${property}' WHERE \`Component\`='${component}'`,
    `UPDATE \`Component\` SET \`Attributes\`=${permanentRegistry64} WHERE \`Component\`='${component}'`,
  ]),
  `UPDATE \`Property\` SET \`Value\`='${['WIX_DOWNGRADE_DETECTED', 'WIX_UPGRADE_DETECTED', ...policyProperties.map(({ property }) => property)].join(';')}' WHERE \`Property\`='SecureCustomProperties'`,
]
