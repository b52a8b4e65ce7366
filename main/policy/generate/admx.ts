import { definitionOf, settingKeys, type SettingKey } from '../../../core/support/settings.ts'
import { registryKey } from '../registry.ts'

// Administrative templates: https://learn.microsoft.com/en-us/previous-versions/windows/desktop/policy/admx-schema

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const head = '<?xml version="1.0" encoding="utf-8"?>\n'
const schema = 'xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"'
const namespace = 'Harmony.Policies.Harmony'

/** The templates of Windows' group policies: what there is to set. */
export function admx(): string {
  const policies = settingKeys.map((key) => {
    const { type } = definitionOf(key)
    const presentation = type === 'flag' ? '' : ` presentation="$(presentation.${key})"`
    return [
      `    <policy name="${key}" class="Both" displayName="$(string.${key})" explainText="$(string.${key}_Help)" key="${registryKey}" valueName="${key}"${presentation}>`,
      '      <parentCategory ref="Harmony" />',
      '      <supportedOn ref="SINCE_0_1" />',
      ...elementsOf(key).map((line) => `      ${line}`),
      '    </policy>',
    ].join('\n')
  })
  return `${head}<policyDefinitions ${schema} revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="harmony" namespace="${namespace}" />
    <using prefix="windows" namespace="Microsoft.Policies.Windows" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="SINCE_0_1" displayName="$(string.SINCE_0_1)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="Harmony" displayName="$(string.Harmony)" />
  </categories>
  <policies>
${policies.join('\n')}
  </policies>
</policyDefinitions>
`
}

function elementsOf(key: SettingKey): string[] {
  const definition = definitionOf(key)
  switch (definition.type) {
    case 'flag':
      return ['<enabledValue><decimal value="1" /></enabledValue>', '<disabledValue><decimal value="0" /></disabledValue>']
    case 'count':
      return ['<elements>', `  <decimal id="${key}" valueName="${key}" minValue="${definition.least}" maxValue="${definition.most}" required="true" />`, '</elements>'] // prettier-ignore
    case 'choice': {
      const items = Object.keys(definition.choices).map(
        (choice) => `    <item displayName="$(string.${key}_${choice})"><value><string>${choice}</string></value></item>`,
      )
      return ['<elements>', `  <enum id="${key}" valueName="${key}" required="true">`, ...items, '  </enum>', '</elements>']
    }
    case 'text':
      return ['<elements>', `  <text id="${key}" valueName="${key}" required="true" maxLength="2000" />`, '</elements>']
    case 'texts':
      return [
        '<elements>',
        `  <multiText id="${key}" valueName="${key}" required="true" maxLength="2000" maxStrings="200" />`,
        '</elements>',
      ]
  }
}

/** What the templates say, in one language. */
export function adml(language: 'en' | 'de'): string {
  const strings: [string, string][] = [
    ['Harmony', 'Harmony'],
    ['SINCE_0_1', language === 'de' ? 'Ab Harmony 0.1' : 'Harmony 0.1 and later'],
    ...settingKeys.flatMap((key): [string, string][] => {
      const definition = definitionOf(key)
      const { name, help } = definition.words[language]
      const example = 'example' in definition ? ` ${language === 'de' ? 'Beispiel:' : 'Example:'} ${definition.example}` : ''
      const choices = definition.type === 'choice' ? Object.entries(definition.choices) : []
      return [[key, name], [`${key}_Help`, help + example], ...choices.map(([choice, words]): [string, string] => [`${key}_${choice}`, words[language]])]
    }),
  ] // prettier-ignore
  const presentations = settingKeys.flatMap((key) => {
    const { name } = definitionOf(key).words[language]
    const box = boxOf(key, escaped(name))
    return box === undefined ? [] : [`      <presentation id="${key}">${box}</presentation>`]
  })
  return `${head}<policyDefinitionResources ${schema} revision="1.0" schemaVersion="1.0">
  <displayName>Harmony</displayName>
  <description>Harmony</description>
  <resources>
    <stringTable>
${strings.map(([id, text]) => `      <string id="${id}">${escaped(text)}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${presentations.join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`
}

function boxOf(key: SettingKey, label: string): string | undefined {
  const { type } = definitionOf(key)
  if (type === 'count') return `<decimalTextBox refId="${key}">${label}</decimalTextBox>`
  if (type === 'choice') return `<dropdownList refId="${key}" noSort="true">${label}</dropdownList>`
  if (type === 'text') return `<textBox refId="${key}"><label>${label}</label></textBox>`
  if (type === 'texts') return `<multiTextBox refId="${key}">${label}</multiTextBox>`
  return undefined
}
