const british = { language: 'en', culture: 'en-GB' } as const
const german = { language: 'de', culture: 'de-DE' } as const
const indian = { language: 'en', culture: 'en-IN' } as const

/** The people of the group. Finance of the parent sees all entities, everyone else their own. */
export const userRows = [
  { login: 'amelia.ford', name: 'Amelia Ford', title: 'Field sales, South', roles: ['field-sales'], entities: ['NLUK'], ...british },
  { login: 'tom.okafor', name: 'Tom Okafor', title: 'Field sales, North', roles: ['field-sales'], entities: ['NLUK'], ...british },
  { login: 'grace.patel', name: 'Grace Patel', title: 'Finance controller', roles: ['finance-controller'], entities: null, ...british },
  { login: 'owen.price', name: 'Owen Price', title: 'Second-level engineer', roles: ['engineer'], entities: ['NLUK'], ...british },
  { login: 'sian.rees', name: 'Sian Rees', title: 'Project manager', roles: ['project-manager'], entities: ['NLUK'], ...british },
  { login: 'jonas.keller', name: 'Jonas Keller', title: 'Vertrieb Außendienst', roles: ['field-sales'], entities: ['NLDE'], ...german },
  { login: 'lena.brandt', name: 'Lena Brandt', title: 'Finanzbuchhaltung', roles: ['finance'], entities: ['NLDE'], ...german },
  { login: 'mehmet.aydin', name: 'Mehmet Aydin', title: 'Systemtechnik', roles: ['engineer'], entities: ['NLDE'], ...german },
  { login: 'priya.raman', name: 'Priya Raman', title: 'Engineer, night team', roles: ['engineer'], entities: null, ...indian },
  { login: 'arjun.shetty', name: 'Arjun Shetty', title: 'Service lead', roles: ['service-manager'], entities: ['NLIN'], ...indian },
  { login: 'kavita.nair', name: 'Kavita Nair', title: 'Finance', roles: ['finance'], entities: ['NLIN'], ...indian },
  { login: 'it.admin', name: 'IT Admin', title: 'Administrator', roles: ['administrator'], entities: null, ...british },
] as const
