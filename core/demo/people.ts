// Language and culture are the browser's until a person chooses; Jonas' laptop speaks German (facts 4.3).
const unchosen = { language: null, culture: null } as const
const german = { language: 'de', culture: 'de-DE' } as const

/** The people of the group. Finance of the parent sees all entities, everyone else their own. */
export const userRows = [
  {
    login: 'amelia.ford',
    name: 'Amelia Ford',
    title: 'Field sales, South',
    roles: ['field-sales'],
    territories: ['SOUTH'],
    entities: ['NLUK'],
    ...unchosen,
  },
  {
    login: 'tom.okafor',
    name: 'Tom Okafor',
    title: 'Field sales, North',
    roles: ['field-sales'],
    territories: ['NORTH'],
    entities: ['NLUK'],
    ...unchosen,
  },
  { login: 'grace.patel', name: 'Grace Patel', title: 'Finance controller', roles: ['finance-controller'], entities: null, ...unchosen },
  { login: 'owen.price', name: 'Owen Price', title: 'Second-level engineer', roles: ['engineer'], entities: ['NLUK'], ...unchosen },
  {
    login: 'sian.rees',
    name: 'Sian Rees',
    title: 'Project manager',
    roles: ['project-manager', 'service-manager'],
    entities: ['NLUK'],
    ...unchosen,
  },
  {
    login: 'jonas.keller',
    name: 'Jonas Keller',
    title: 'Vertrieb Außendienst',
    roles: ['field-sales'],
    territories: ['DE'],
    entities: ['NLDE'],
    ...german,
  },
  { login: 'lena.brandt', name: 'Lena Brandt', title: 'Finanzbuchhaltung', roles: ['finance'], entities: ['NLDE'], ...unchosen },
  { login: 'mehmet.aydin', name: 'Mehmet Aydin', title: 'Systemtechnik', roles: ['engineer'], entities: ['NLDE'], ...unchosen },
  { login: 'priya.raman', name: 'Priya Raman', title: 'Engineer, night team', roles: ['engineer'], entities: null, ...unchosen },
  { login: 'arjun.shetty', name: 'Arjun Shetty', title: 'Service lead', roles: ['service-manager'], entities: ['NLIN'], ...unchosen },
  { login: 'kavita.nair', name: 'Kavita Nair', title: 'Finance', roles: ['finance'], entities: ['NLIN'], ...unchosen },
  { login: 'it.admin', name: 'IT Admin', title: 'Administrator', roles: ['administrator'], entities: null, ...unchosen },
] as const
