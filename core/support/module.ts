import type { Module } from '../kernel/operation.ts'
import { bundle, bundleMade, diagnose, diagnosisMade } from './diagnosis.ts'
import { checkWords, foundWords, remedyWords } from './findings.ts'
import { newsTold, whatsNew } from './help.ts'
import { chooseSetting, installation, settingJudged, settingsHere } from './installation.ts'
import { aboutWords, faultWords, optionWords, sourceWords } from './setting-words.ts'
import { triedWords } from './trying.ts'

/** The installation itself: how it is set and by whom, whether what it stands on is as it should be, and what helps people with it. Knows no business. */
export const supportModule = {
  name: 'support',
  needs: [],
  records: [],
  questions: [settingsHere, settingJudged, diagnosisMade, bundleMade, newsTold],
  operations: [installation, chooseSetting, diagnose, bundle, whatsNew],
  permits: ['support.read', 'support.change'],
  events: ['support.settingChosen'],
  says: [...aboutWords, ...optionWords, ...sourceWords, ...faultWords, ...checkWords, ...foundWords, ...remedyWords, ...triedWords],
} as const satisfies Module
