import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [{ path: '/signatures/$id', component: () => import('./signature.tsx'), permit: 'signing.read' }]
