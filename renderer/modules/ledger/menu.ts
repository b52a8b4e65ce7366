import type { Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'activity',
    word: 'ledger.openItems',
    opens: '/list/ledger.openItems',
    permit: 'ledger.read',
    order: 30,
    shortcut: 'D',
    icon: 'money',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'ledger.journals',
    opens: '/list/ledger.journals',
    permit: 'ledger.read',
    order: 40,
    shortcut: 'J',
    icon: 'ledger',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'ledger.lines',
    opens: '/list/ledger.lines',
    permit: 'ledger.read',
    order: 41,
    icon: 'ledger',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'ledger.balances',
    opens: '/balances',
    permit: 'ledger.read',
    order: 50,
    icon: 'chart',
  },
]
/** An open item leads to the journal that made it, and that to its document. */
export const details: Details = {
  'ledger.openItems': '/journals/$journal',
  'ledger.journals': '/journals/$id',
  'ledger.lines': '/journals/$journal',
}
