const { default: Sequencer } = require('@jest/test-sequencer')

/** What takes longest, first: a clean clone remembers no durations, and a long file begun last is waited for by all other workers. */
const long = [
  'test/e2e/screens-',
  'test/simulation/sync/',
  'test/renderer/shell',
  'test/attack/',
  'test/e2e/',
  'test/simulation/',
  'test/scenarios/field-processes',
  'test/scenarios/audit-',
  'test/scenarios/main-job',
  'test/scenarios/field-golden',
]

module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path, context }) => {
      const at = long.findIndex((start) => path.startsWith(`${context.config.rootDir}/${start}`))
      return at === -1 ? long.length : at
    }
    return super.sort(tests).sort((a, b) => rank(a) - rank(b))
  }
}
