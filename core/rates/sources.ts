/** The euro reference rates of the European Central Bank: one euro in another currency, on each working day of TARGET. Source: finance.md 1. */
export const ecb = 'ECB'
