import type en from './bought-words.en.ts'

export default {
  'purchases.unknownSupplier': 'Den Lieferanten {{supplier}} gibt es nicht. Es wurde nichts geändert; bitte aus der Liste wählen.',
  'purchases.supplierInactive':
    '{{supplier}} ist nicht aktiv, dort wird nichts Neues gekauft. Es wurde nichts geändert; bitte einen anderen Lieferanten wählen oder diesen aktivieren.',
  'purchases.negativeCost':
    'Einzelkosten von {{cost}} {{currency}} für „{{item}}“ sind negativ. Es wurde nichts geändert; was ein Lieferant erstattet, wird als negative Ist-Kosten erfasst.',
  'purchases.badQuantity':
    'Eine Menge von {{quantity}} von „{{item}}“ kann nicht gekauft werden. Es wurde nichts geändert; bitte mehr als null angeben.',
  'purchases.tooLarge':
    '„{{item}}“ würde {{cost}} {{currency}} kosten, mehr als ein Einkauf betragen kann. Es wurde nichts geändert; bitte Menge und Einzelkosten prüfen.',
  'purchases.badMonths':
    '{{months}} Monate sind für „{{item}}“ nicht möglich. Es wurde nichts geändert; bitte 1 bis {{limit}} Monate angeben, oder keine.',
  'purchases.badNotice':
    'Eine Kündigungsfrist von {{days}} Tagen ist für „{{item}}“ nicht möglich. Es wurde nichts geändert; bitte 0 bis {{limit}} Tage angeben.',
  'purchases.endBeforeStart':
    'Das Ende {{end}} von „{{item}}“ liegt vor dem Beginn {{start}}. Es wurde nichts geändert; bitte ein späteres Ende angeben.',
  'purchases.termBeforeStart':
    'Die Laufzeit beim Lieferanten für „{{item}}“ würde am {{end}} enden, vor dem Beginn am {{start}}. Es wurde nichts geändert; bitte ein späteres Ende der Laufzeit angeben.',
  'purchases.perUnitOfNothing':
    '„{{item}}“ kann keiner Menge folgen, weil es für den Vertrag als Ganzes gekauft wird. Es wurde nichts geändert; bitte eine Vertragsposition oder eine feste Menge wählen.',
} satisfies Record<keyof typeof en, string>
