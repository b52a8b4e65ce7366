// fast-check as all tests find it (jest.config.cjs): its properties are tried with the seed of the run. What fails prints seed and path.
const properties = require('../../node_modules/fast-check/lib/cjs/fast-check.js')
const { seedOf } = require('./dice.ts')

properties.configureGlobal({ seed: seedOf() })
module.exports = properties
