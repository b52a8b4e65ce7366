import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { commands } from '../../main/doors/cli.ts'

const unit = readFileSync('main/build/resources/systemd/harmony.service', 'utf8')
const settings = new Map(
  unit.split('\n').flatMap((line) => (/^[A-Z]\w+=/.test(line) ? [line.split(/=(.*)/s).slice(0, 2) as [string, string]] : [])),
)
const analyze = spawnSync('systemd-analyze', ['--version'])
if (analyze.error) process.stderr.write('systemd-analyze is not here: what systemd itself says of the unit is not tested\n')

describe('the service', () => {
  it('runs the command that there is, with secrets from files of root’s and none in its command line or environment', () => {
    expect(settings.get('ExecStart')).toBe('/usr/bin/harmony serve $OPTIONS')
    expect(Object.keys(commands)).toContain('serve')
    expect(unit.match(/password@|PASSWORD=|TOKEN=/g)).toBe(null)
    expect(settings.get('LoadCredential')).toBe('harmony:/etc/harmony/credentials')
    expect(readFileSync('main/build/resources/systemd/harmony.tmpfiles.conf', 'utf8')).toContain(
      'd /etc/harmony/credentials 0750 root harmony -',
    )
    for (const [, option] of unit.matchAll(/--([a-z-]+)/g)) expect(Object.keys(commands['serve']!.options)).toContain(option)
    // A user of its own, whom the package makes; what only a person can mend is not tried again and again.
    expect([settings.get('User'), settings.get('RestartPreventExitStatus')]).toEqual(['harmony', '2'])
    expect(readFileSync('main/build/resources/systemd/harmony.sysusers.conf', 'utf8')).toMatch(/^u harmony - "[^"]+" \/var\/lib\/harmony$/m)
    // Longer than what the hub gives its own requests.
    expect(Number(settings.get('TimeoutStopSec'))).toBeGreaterThan(25)
  })

  it.each(['NoNewPrivileges', 'ProtectHome', 'PrivateTmp', 'PrivateDevices', 'RestrictNamespaces', 'RestrictSUIDSGID', 'LockPersonality'])('has %s', (name) => {
    expect(settings.get(name)).toBe('yes')
  }) // prettier-ignore

  ;(analyze.error ? it.skip : it)('is well-formed to systemd, and exposed to little', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-unit-'))
    const file = path.join(folder, 'harmony.service')
    writeFileSync(file, unit.replace('/usr/bin/harmony', '/bin/true'))
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
    expect([verified.status, verified.stderr]).toEqual([0, ''])
    const judged = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', file], { encoding: 'utf8' })
    const level = Number(/exposure level for harmony.service: ([\d.]+)/.exec(judged.stdout)?.[1])
    expect(level).toBeGreaterThan(0)
    expect(level).toBeLessThanOrEqual(2)
    rmSync(folder, { recursive: true })
  })
})
