import type { Screen } from '../../../../../renderer/app/menu.ts'

export const screens: readonly Screen[] = [{ path: '/customers/$id', component: () => import('./customer.tsx'), permit: 'customers.read' }]
