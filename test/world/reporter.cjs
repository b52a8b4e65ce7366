const { readdirSync, readFileSync } = require('node:fs')

// Quiet while all is well: what failed is shown when it fails, where the time went at the end, and one line to finish.

/** Files that are named with their seconds, the slowest first. */
const named = 10

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
      .sort((a, b) => b.took - a.took)
    for (const { path, took } of slowest.slice(0, named)) this.log(`${took} s ${path}`)
    // A file that could not even be loaded counts as one that failed.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
    const skipped = results.numPendingTests + results.numTodoTests
    for (const { testFilePath, testResults, skipped: file } of results.testResults)
      for (const test of testResults)
        if (test.status === 'pending' || file) this.say(`skipped: ${testFilePath.slice(this.config.rootDir.length + 1)}: ${test.fullName}`)
    if (results.snapshot.unchecked > 0 || results.snapshot.filesRemoved > 0)
      this.log(`${results.snapshot.unchecked} snapshots that no test asks for`)
    const tested = `${results.numTotalTestSuites} files in ${seconds} s of ${this.config.maxWorkers} workers, ${cpuSeconds()} s of CPU`
    this.log(`${tested}${skipped > 0 ? `, ${skipped} tests skipped` : ''}`)
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

/** User and system seconds of this process and of all that it started: the workers, their browsers and hubs, the database server. Linux tells; elsewhere this process alone. */
function cpuSeconds() {
  if (process.platform !== 'linux') return Math.round(process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6)
  const running = new Map()
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      // After the name: state, parent; 14 to 17 of proc(5) are the ticks of 10 ms of the process itself and of its children that have ended.
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1).split(' ')
      running.set(Number(id), { parent: Number(fields[1]), ticks: fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) })
    } catch {
      // It ended meanwhile, and is counted with its parent.
    }
  const ours = (id) => id === process.pid || (running.has(id) && ours(running.get(id).parent))
  return Math.round([...running].filter(([id]) => ours(id)).reduce((sum, [, { ticks }]) => sum + ticks, 0) / 100)
}
