import { adml, admx } from './admx.ts'
import { policyPage } from './page.ts'
import { jsonSchema, mobileConfig } from './schema.ts'

/** Every file that is written from the definition of the settings, by its path in the repository. */
export const policyFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['main/policy/templates/harmony.admx', admx()],
    ['main/policy/templates/en-US/harmony.adml', adml('en')],
    ['main/policy/templates/de-DE/harmony.adml', adml('de')],
    ['main/policy/templates/policy.schema.json', jsonSchema()],
    ['main/policy/templates/harmony.mobileconfig', mobileConfig()],
    ['main/handbook/policy.md', policyPage()],
  ])
