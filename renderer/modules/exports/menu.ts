import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'finance', group: 'activity', word: 'exports.ui.title', opens: '/exports', permit: 'exports.read', order: 66, icon: 'upload' },
  { zone: 'finance', group: 'activity', word: 'exports.list', opens: '/list/exports.list', permit: 'exports.read', order: 67, icon: 'file' },
  { zone: 'finance', group: 'resource', word: 'exports.ui.settings', opens: '/exports/settings', permit: 'exports.read', order: 34, icon: 'settings' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'exports.importAcknowledgements', opens: '/do/exports.importAcknowledgements?back=/list/exports.list', permit: 'exports.write', order: 60 },
  { zone: 'finance', word: 'exports.saveParty', opens: '/do/exports.saveParty?back=/exports/settings', permit: 'exports.write', order: 61 },
] // prettier-ignore
export const details: Details = { 'exports.list': '/exports/$id' }
