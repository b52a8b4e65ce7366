import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'operations',
    group: 'resource',
    word: 'purchases.suppliers',
    opens: '/suppliers',
    permit: 'purchases.read',
    order: 10,
    icon: 'building',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'purchases.list',
    opens: '/list/purchases.list',
    permit: 'purchases.read',
    order: 20,
    icon: 'box',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'purchases.purchaseOrders',
    opens: '/list/purchases.purchaseOrders',
    permit: 'purchases.read',
    order: 19,
    icon: 'draft',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'purchases.orders',
    opens: '/list/purchases.orders',
    permit: 'purchases.read',
    order: 21,
    icon: 'draft',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'purchases.actuals',
    opens: '/list/purchases.actuals',
    permit: 'purchases.read',
    order: 22,
    icon: 'invoice',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'purchases.watch',
    opens: '/margins',
    permit: 'purchases.read',
    order: 23,
    icon: 'percent',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'purchases.exposure',
    opens: '/exposure',
    permit: 'purchases.read',
    order: 24,
    icon: 'clock',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'operations', word: 'purchases.draftOrder', opens: '/purchase-orders/new', permit: 'purchases.write', order: 19 },
  { zone: 'operations', word: 'purchases.ui.newSupplier', opens: '/suppliers?record=1', permit: 'purchases.write', order: 20 },
]
export const details: Details = {
  'purchases.suppliers': '/suppliers/$id',
  'purchases.list': '/contracts/$contract/purchases',
  'purchases.purchaseOrders': '/purchase-orders/$id',
  'purchases.orders': '/contracts/$contract/purchases',
  'purchases.actuals': '/contracts/$contract/purchases',
}
