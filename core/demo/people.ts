/** What people may do, by the work they have. `*` is every permit, `module.*` a module's. */
export const roleRows = [
  { code: 'administrator', name: 'Administrator', permits: ['*'] },
  {
    code: 'sales',
    name: 'Sales',
    permits: ['entities.read', 'catalog.read', 'tax.read', 'customers.*', 'contracts.*', 'billing.read', 'documents.read'],
  },
  {
    code: 'finance',
    name: 'Finance',
    permits: [
      'entities.read', 'rates.*', 'catalog.read', 'tax.*', 'customers.*', 'contracts.*', 'imports.*', 'billing.*', 'ledger.*', 'documents.*', 'audit.*',
    ], // prettier-ignore
  },
  {
    code: 'controller',
    name: 'Finance controller',
    permits: [
      'people.read', 'entities.*', 'rates.*', 'catalog.*', 'tax.*', 'customers.*', 'contracts.*', 'imports.*', 'billing.*', 'ledger.*', 'documents.*', 'audit.*',
    ], // prettier-ignore
  },
  { code: 'engineer', name: 'Engineer', permits: ['entities.read', 'catalog.read', 'customers.read', 'contracts.read'] },
  {
    code: 'delivery',
    name: 'Project and service lead',
    permits: ['entities.read', 'catalog.read', 'tax.read', 'customers.*', 'contracts.*', 'billing.read', 'documents.read'],
  },
] as const

const british = { language: 'en', culture: 'en-GB' } as const
const german = { language: 'de', culture: 'de-DE' } as const
const indian = { language: 'en', culture: 'en-IN' } as const

/** The people of the group. Finance of the parent sees all entities, everyone else their own. */
export const userRows = [
  { login: 'amelia.ford', name: 'Amelia Ford', title: 'Field sales, South', roles: ['sales'], entities: ['NLUK'], ...british },
  { login: 'tom.okafor', name: 'Tom Okafor', title: 'Field sales, North', roles: ['sales'], entities: ['NLUK'], ...british },
  { login: 'grace.patel', name: 'Grace Patel', title: 'Finance controller', roles: ['controller'], entities: null, ...british },
  { login: 'owen.price', name: 'Owen Price', title: 'Second-level engineer', roles: ['engineer'], entities: ['NLUK'], ...british },
  { login: 'sian.rees', name: 'Sian Rees', title: 'Project manager', roles: ['delivery'], entities: ['NLUK'], ...british },
  { login: 'jonas.keller', name: 'Jonas Keller', title: 'Vertrieb Außendienst', roles: ['sales'], entities: ['NLDE'], ...german },
  { login: 'lena.brandt', name: 'Lena Brandt', title: 'Finanzbuchhaltung', roles: ['finance'], entities: ['NLDE'], ...german },
  { login: 'mehmet.aydin', name: 'Mehmet Aydin', title: 'Systemtechnik', roles: ['engineer'], entities: ['NLDE'], ...german },
  { login: 'priya.raman', name: 'Priya Raman', title: 'Engineer, night team', roles: ['engineer'], entities: null, ...indian },
  { login: 'arjun.shetty', name: 'Arjun Shetty', title: 'Service lead', roles: ['delivery'], entities: ['NLIN'], ...indian },
  { login: 'kavita.nair', name: 'Kavita Nair', title: 'Finance', roles: ['finance'], entities: ['NLIN'], ...indian },
  { login: 'it.admin', name: 'IT Admin', title: 'Administrator', roles: ['administrator'], entities: null, ...british },
] as const

/** The company that pays each of them, for the list of people to sign in as. */
export const employers: Readonly<Record<string, string>> = {
  'amelia.ford': 'NLUK',
  'tom.okafor': 'NLUK',
  'grace.patel': 'NLUK',
  'owen.price': 'NLUK',
  'sian.rees': 'NLUK',
  'jonas.keller': 'NLDE',
  'lena.brandt': 'NLDE',
  'mehmet.aydin': 'NLDE',
  'priya.raman': 'NLIN',
  'arjun.shetty': 'NLIN',
  'kavita.nair': 'NLIN',
  'it.admin': 'NLUK',
}
