/** What a product version says of itself: one document of all its behaviours, beside the columns that billing reads. */
export const name = '0011-behaviours'

type Dialect = 'sqlite' | 'postgres'

/** Empty for versions from before there were behaviours: they say what their columns say. */
export const statements = (_dialect: Dialect): string[] => [`alter table product_versions add column behaviours text`]
