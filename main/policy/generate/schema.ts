import { definitionOf, settingKeys, type SettingKey } from '../../../core/support/settings.ts'
import { macDomain } from '../places.ts'
import { escaped } from './admx.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** As the formatter of the repository writes it: what is no object stands in one line. */
function printed(value: Json, indent = ''): string {
  if (Array.isArray(value)) return `[${value.map((one: Json) => printed(one)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const within = Object.entries(value).map(([key, one]) => `${indent}  ${JSON.stringify(key)}: ${printed(one, `${indent}  `)}`)
  return `{\n${within.join(',\n')}\n${indent}}`
}

/** The shape of `/etc/harmony/policy.json`, for editors and for whoever checks a policy before it is rolled out. */
export function jsonSchema(): string {
  const properties = Object.fromEntries([
    ['$schema', { type: 'string' }],
    ...settingKeys.map((key): [string, Json] => [key, { description: definitionOf(key).words.en.help, ...typeOf(key) }]),
  ]) as { readonly [key: string]: Json }
  return `${printed({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Harmony policy',
    type: 'object',
    properties,
    additionalProperties: false,
  })}\n`
}

function typeOf(key: SettingKey): { readonly [key: string]: Json } {
  const definition = definitionOf(key)
  switch (definition.type) {
    case 'flag':
      return { type: 'boolean', default: definition.default }
    case 'count':
      return { type: 'integer', minimum: definition.least, maximum: definition.most, default: definition.default }
    case 'choice':
      return { enum: Object.keys(definition.choices), default: definition.default }
    case 'text':
      return { type: 'string', minLength: 1, maxLength: 2000, examples: [definition.example] }
    case 'texts':
      return { type: 'array', items: { type: 'string', minLength: 1, maxLength: 2000 }, maxItems: 200, examples: [[definition.example]] }
  }
}

/** What a value of the setting may look like, as data. */
export function sampleOf(key: SettingKey): string | number | boolean | readonly string[] {
  const definition = definitionOf(key)
  if (definition.type === 'texts') return [definition.example]
  return definition.type === 'text' ? definition.example : definition.default
}

// Of Apple's payloads of type "Managed Preferences" only our own keys are ours; the identifiers are made up once and stay.
const identifiers = { profile: '6C1C1C0E-5B0E-4E0A-9A53-5F3B0E6D2A11', payload: 'B2A7F6D4-0C1D-4D1F-8A0B-3E9C8D7A6F22' }

/** A profile for device management on macOS with every setting in it: whoever uses it takes out what is not wanted. */
export function mobileConfig(): string {
  const value = (sample: ReturnType<typeof sampleOf>, indent: string): string => {
    if (typeof sample === 'boolean') return `${indent}<${sample}/>`
    if (typeof sample === 'number') return `${indent}<integer>${sample}</integer>`
    if (typeof sample === 'string') return `${indent}<string>${escaped(sample)}</string>`
    return [`${indent}<array>`, ...sample.map((one) => `${indent}  <string>${escaped(one)}</string>`), `${indent}</array>`].join('\n')
  }
  const settings = settingKeys.map((key) => {
    const sample = key === 'DataDir' ? '~/Library/Application Support/Harmony' : sampleOf(key)
    return `      <!-- ${escaped(definitionOf(key).words.en.name)} -->\n      <key>${key}</key>\n${value(sample, '      ')}`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadIdentifier</key>
      <string>${macDomain}.settings</string>
      <key>PayloadType</key>
      <string>${macDomain}</string>
      <key>PayloadUUID</key>
      <string>${identifiers.payload}</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
${settings.join('\n')}
    </dict>
  </array>
  <key>PayloadDisplayName</key>
  <string>Harmony</string>
  <key>PayloadIdentifier</key>
  <string>${macDomain}</string>
  <key>PayloadScope</key>
  <string>System</string>
  <key>PayloadType</key>
  <string>Configuration</string>
  <key>PayloadUUID</key>
  <string>${identifiers.profile}</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
</dict>
</plist>
`
}
