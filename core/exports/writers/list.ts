import type { Writer } from '../model.ts'
import type { Target } from '../profile.ts'
import { businessCentral } from './business-central.ts'
import { datev } from './datev.ts'
import { genericCsv, genericJson } from './generic.ts'
import { quickbooks } from './quickbooks.ts'
import { sage200 } from './sage200.ts'
import { sage50 } from './sage50.ts'
import { xero } from './xero.ts'

/** How each accounting program is written for. */
export const writers: Readonly<Record<Target, Writer>> = {
  datev,
  sage50,
  sage200,
  xero,
  quickbooks,
  businessCentral,
  csv: genericCsv,
  json: genericJson,
}
