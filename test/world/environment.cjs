// Where test files run: Node, with limits that only stop what hangs.
const { TestEnvironment } = require('jest-environment-node')

/** Milliseconds. A limit that a test names for itself may be longer, never shorter: on a busy machine it would fail by slowness alone. */
const patience = 300_000

module.exports = class Environment extends TestEnvironment {
  handleTestEvent(event, state) {
    const limited = event.name === 'hook_start' ? event.hook : event.name === 'test_fn_start' ? event.test : undefined
    if (limited) limited.timeout = Math.max(limited.timeout ?? state.testTimeout, patience)
  }
}
