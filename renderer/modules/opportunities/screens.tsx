import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/my-day', component: () => import('./my-day.tsx'), word: 'opportunities.myDay', permit: 'opportunities.read' },
  { path: '/leads', component: () => import('./leads.tsx'), word: 'opportunities.leads', permit: 'opportunities.read' },
  { path: '/leads/$lead', component: () => import('./lead.tsx'), word: 'opportunities.lead', permit: 'opportunities.read' },
  { path: '/opportunities', component: () => import('./pipeline.tsx'), word: 'opportunities.list', permit: 'opportunities.read' },
  { path: '/opportunities/stages', component: () => import('./stages.tsx'), word: 'opportunities.stages', permit: 'opportunities.setup' },
  {
    path: '/opportunities/$opportunity',
    component: () => import('./opportunity.tsx'),
    word: 'opportunities.get',
    permit: 'opportunities.read',
  },
]
