// Quiet while all is well: what failed is shown when it fails, the slow files at the end, and one line to finish.

/** Seconds from which a test file is named as slow. */
const slow = 60

module.exports = class Reporter {
  constructor(config) {
    this.config = config
    this.said = new Set()
  }
  log(text) {
    process.stderr.write(`${text}\n`)
  }
  onTestResult(test, result) {
    const path = test.path.slice(this.config.rootDir.length + 1)
    if (!result.failureMessage) return
    this.log(`\nFAIL ${path}\n${result.failureMessage}`)
    for (const { message, origin } of result.console ?? []) this.log(`${message}\n${origin}`)
  }
  onRunComplete(_contexts, results) {
    const seconds = Math.round((Date.now() - results.startTime) / 1000)
    const slowest = results.testResults
      .map(({ testFilePath, perfStats }) => ({
        path: testFilePath.slice(this.config.rootDir.length + 1),
        took: Math.round(perfStats.runtime / 1000),
      }))
      .filter(({ took }) => took >= slow)
      .sort((a, b) => b.took - a.took)
    for (const { path, took } of slowest) this.log(`${took} s ${path}`)
    // A file that could not even be loaded counts as one that failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const skipped = results.numPendingTests + results.numTodoTests
    for (const { testFilePath, testResults, skipped: file } of results.testResults)
      for (const test of testResults)
        if (test.status === 'pending' || file) this.say(`skipped: ${testFilePath.slice(this.config.rootDir.length + 1)}: ${test.fullName}`)
    if (results.snapshot.unchecked > 0 || results.snapshot.filesRemoved > 0)
      this.log(`${results.snapshot.unchecked} snapshots that no test asks for`)
    this.log(`${results.numTotalTestSuites} files in ${seconds} s${skipped > 0 ? `, ${skipped} tests skipped` : ''}`)
    process.stdout.write(`${results.numPassedTests} passed, ${failed} failed\n`)
  }
  say(text) {
    if (this.said.has(text)) return
    this.said.add(text)
    this.log(text)
  }
  getLastError() {
    return undefined
  }
}
