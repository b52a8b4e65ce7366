// Which of the places that may set something has the say, and that nothing else has one.
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { settingKeys, sources, type SettingSource } from '../../core/support/settings.ts'
import { readAuthorities } from '../../main/policy/authorities.ts'
import { judge } from '../../main/policy/judge.ts'
import { environmentOf, proxyConfig, proxyEnvironment } from '../../main/policy/network.ts'
import { policyFile, readPolicies } from '../../main/policy/places.ts'
import { openPolicy } from '../../main/policy/policy.ts'
import { parseRegistry, registryProgram } from '../../main/policy/registry.ts'
import { readTrusted } from '../../main/policy/trusted-file.ts'
import type { PolicyWorld } from '../../main/policy/world.ts'
import { testCertificate } from '../doors/certificate.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-settings-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ran: string[] = []
/** A machine whose registry, policy file and settings are what the test says. */
function world(
  more: Partial<PolicyWorld> & { registry?: Readonly<Record<string, string>>; json?: unknown; own?: unknown } = {},
): PolicyWorld {
  const { registry = {}, json, own, ...rest } = more
  const settingsFile = join(folder, `settings-${ran.length}-${Math.abs(JSON.stringify(own ?? null).length)}.json`)
  if (own === undefined) rmSync(settingsFile, { force: true })
  else writeFileSync(settingsFile, typeof own === 'string' ? own : JSON.stringify(own))
  return {
    platform: 'win32',
    environment: { LOCALAPPDATA: 'C:\\Profiles\\ada\\AppData\\Local' },
    home: '/home/ada',
    user: 'ada',
    words: [],
    settingsFile,
    run: (program, words) => {
      ran.push(`${program} ${words.join(' ')}`)
      const printed = registry[(words[1] ?? '').slice(0, 4)]
      return printed === undefined ? { code: 1, out: Buffer.alloc(0) } : { code: 0, out: Buffer.from(printed) }
    },
    trusted: () => (json === undefined ? { state: 'absent' } : { state: 'read', bytes: Buffer.from(JSON.stringify(json)) }),
    ...rest,
  }
}
const printed = (root: 'HKEY_LOCAL_MACHINE' | 'HKEY_CURRENT_USER', ...lines: readonly string[]): string =>
  ['', `${root}\\Software\\Policies\\Harmony`, ...lines.map((line) => `    ${line}`), ''].join('\r\n')

describe('who has the say', () => {
  const level: Readonly<Record<Exclude<SettingSource, 'default'>, string>> = {
    machine: 'error',
    person: 'warn',
    commandLine: 'debug',
    settings: 'info',
  }
  // All sixteen ways in which the four places may have said something.
  it.each([...Array(16).keys()])('of %i', (which) => {
    const said = sources.filter((source, i) => source !== 'default' && (which & (1 << i)) !== 0) as (keyof typeof level)[]
    const has = (source: keyof typeof level): boolean => said.includes(source)
    const { settings } = openPolicy(
      world({
        registry: {
          ...(has('machine') ? { HKLM: printed('HKEY_LOCAL_MACHINE', `LogLevel    REG_SZ    ${level.machine}`) } : {}),
          ...(has('person') ? { HKCU: printed('HKEY_CURRENT_USER', `LogLevel    REG_SZ    ${level.person}`) } : {}),
        },
        words: has('commandLine') ? ['harmony.exe', `--log-level=${level.commandLine}`] : [],
        ...(has('settings') ? { own: { LogLevel: level.settings } } : {}),
      }),
    ).effective()
    const found = settings.find(({ key }) => key === 'LogLevel')
    const winner = said[0]
    expect(found).toEqual({
      key: 'LogLevel',
      value: winner ? level[winner] : 'info',
      source: winner ?? 'default',
      managed: has('machine') || has('person'),
      overruled: said.slice(1),
    })
  })

  it('what only the organisation may say, nobody else can', () => {
    const { values, faults } = openPolicy(
      world({
        words: ['--allow-dev-tools', '--update-feed-url=https://evil.example'],
        own: { AllowDevTools: true, ExtraCaFile: 'C:\\evil.pem' },
      }),
    ).effective()
    expect(values).toMatchObject({ AllowDevTools: false, UpdateFeedUrl: null, ExtraCaFile: null })
    expect(faults.map(({ source, key, fault }) => [source, key, fault])).toEqual([
      ['commandLine', 'AllowDevTools', 'notPersonal'],
      ['commandLine', 'UpdateFeedUrl', 'notPersonal'],
      ['settings', 'AllowDevTools', 'notPersonal'],
      ['settings', 'ExtraCaFile', 'notPersonal'],
    ])
  })

  it('a policy with a mistake lets nobody below step in, and is told', () => {
    const { settings, faults } = openPolicy(
      world({
        registry: { HKLM: printed('HKEY_LOCAL_MACHINE', 'LogLevel    REG_DWORD    0x3', 'Loglevels    REG_SZ    all') },
        words: ['--log-level=debug'],
      }),
    ).effective()
    expect(settings.find(({ key }) => key === 'LogLevel')).toMatchObject({ value: 'info', source: 'default', managed: true })
    expect(faults).toMatchObject([
      { source: 'machine', place: 'HKLM\\Software\\Policies\\Harmony', key: 'LogLevel', fault: 'wrongType' },
      { source: 'machine', key: 'Loglevels', fault: 'unknown' },
    ])
  })

  it('a person chooses what is theirs, and takes it back', () => {
    const here = world({ own: { LogLevel: 'warn', SomethingOfALaterVersion: 1 } })
    const policy = openPolicy(here)
    expect(policy.choose('LogLevel', 'debug')).toBe(true)
    expect(policy.effective().values.LogLevel).toBe('debug')
    expect(JSON.parse(readFileSync(here.settingsFile, 'utf8'))).toEqual({ LogLevel: 'debug', SomethingOfALaterVersion: 1 })
    expect(policy.choose('LogLevel', null)).toBe(true)
    expect(policy.effective().values.LogLevel).toBe('info')
    expect(policy.choose('LogLevel', 'loud' as 'debug')).toBe(false)
    expect(policy.choose('AllowDevTools', true)).toBe(false)
    const managed = openPolicy(world({ registry: { HKCU: printed('HKEY_CURRENT_USER', 'LogLevel    REG_SZ    error') } }))
    expect(managed.choose('LogLevel', 'debug')).toBe(false)
  })
  it('variables of the environment count as the command line, also where they are short', () => {
    const linux = { platform: 'linux' as const, trusted: () => ({ state: 'absent' as const }) }
    const { values, settings, faults } = openPolicy(
      world({ ...linux, environment: { HARMONY_DATA: './hub', HARMONY_LOG_LEVEL: 'warn' } }),
    ).effective()
    expect(values).toMatchObject({ DataDir: resolve('./hub'), LogLevel: 'warn' })
    expect(settings.find(({ key }) => key === 'DataDir')).toMatchObject({ source: 'commandLine' })
    expect(faults).toEqual([])
    expect(openPolicy(world({ ...linux, environment: { HARMONY_LOG_LEVEL: 'trace' } })).effective()).toMatchObject({
      values: { LogLevel: 'info' },
      faults: [],
    })
  })
  it('settings that cannot be read are told and put aside, not lost', () => {
    const here = world({ own: '{ "LogLevel": ' })
    const policy = openPolicy(here)
    expect(policy.effective().faults).toMatchObject([{ source: 'settings', key: null, fault: 'unreadable' }])
    expect(policy.choose('LogLevel', 'warn')).toBe(true)
    expect(existsSync(`${here.settingsFile}.unreadable`)).toBe(true)
  })
})

describe('Windows', () => {
  // As `reg query HKLM\Software\Policies\Harmony /s` of Windows 11 prints it.
  const recorded = [
    '',
    'HKEY_LOCAL_MACHINE\\Software\\Policies\\Harmony',
    '    HubUrl    REG_SZ    https://harmony.example.com',
    '    DataDir    REG_EXPAND_SZ    %LOCALAPPDATA%\\Harmony Data',
    '    DisableAutoUpdate    REG_DWORD    0x1',
    '    IdleLockMinutes    REG_DWORD    0xf',
    '    AllowedExternalHosts    REG_MULTI_SZ    wiki.example.com\\0help.example.com',
    '    ExtraCaFile    REG_SZ    ',
    '    LogLevel    REG_BINARY    00FF',
    '',
    'HKEY_LOCAL_MACHINE\\Software\\Policies\\Harmony\\ProxyBypass',
    '    1    REG_SZ    *.example.com',
    '    2    REG_SZ    10.0.0.0/8',
    '',
    'HKEY_LOCAL_MACHINE\\Software\\Policies\\HarmonyOfOthers',
    '    ProxyMode    REG_SZ    direct',
    '',
    '',
  ].join('\r\n')
  it('what reg prints is read', () => {
    expect(Object.fromEntries(parseRegistry(recorded, 'HKLM'))).toEqual({
      HubUrl: 'https://harmony.example.com',
      DataDir: '%LOCALAPPDATA%\\Harmony Data',
      DisableAutoUpdate: 1,
      IdleLockMinutes: 15,
      AllowedExternalHosts: ['wiki.example.com', 'help.example.com'],
      ExtraCaFile: '',
      LogLevel: { type: 'REG_BINARY' },
      ProxyBypass: ['*.example.com', '10.0.0.0/8'],
    })
  })
  it('and judged; the program is run by its whole path', () => {
    ran.length = 0
    const { values, faults } = openPolicy(world({ registry: { HKLM: recorded } })).effective()
    expect(values).toMatchObject({
      HubUrl: 'https://harmony.example.com',
      DataDir: 'C:\\Profiles\\ada\\AppData\\Local\\Harmony Data',
      DisableAutoUpdate: true,
      IdleLockMinutes: 15,
      AllowedExternalHosts: ['wiki.example.com', 'help.example.com'],
      ProxyBypass: ['*.example.com', '10.0.0.0/8'],
      ProxyMode: 'system',
      ExtraCaFile: null,
    })
    expect(faults.map(({ key, fault }) => [key, fault])).toEqual([
      ['ExtraCaFile', 'notAllowed'],
      ['LogLevel', 'wrongType'],
    ])
    expect(registryProgram).toBe('C:\\Windows\\System32\\reg.exe')
    expect(ran).toEqual([
      `${registryProgram} query HKLM\\Software\\Policies\\Harmony /s /reg:64`,
      `${registryProgram} query HKCU\\Software\\Policies\\Harmony /s /reg:64`,
    ])
  })
  it('signs beyond ASCII come in the code page of the console', () => {
    const text = printed('HKEY_LOCAL_MACHINE', 'DataDir    REG_SZ    D:\\Bücher')
    const run: PolicyWorld['run'] = (_program, [, key]) =>
      key!.endsWith('CodePage') ? { code: 0, out: Buffer.from('\r\n    OEMCP    REG_SZ    850\r\n') }
      : key!.startsWith('HKLM') ? { code: 0, out: Buffer.from(text.replace('ü', '\x81'), 'latin1') }
      : { code: 1, out: Buffer.alloc(0) } // prettier-ignore
    expect(openPolicy(world({ run })).effective().values.DataDir).toBe('D:\\Bücher')
  })
  it('a registry that cannot be asked is told', () => {
    const { faults } = openPolicy(world({ run: () => ({ code: null, out: Buffer.alloc(0) }) })).effective()
    expect(faults).toMatchObject([
      { source: 'machine', fault: 'unreadable' },
      { source: 'person', fault: 'unreadable' },
    ])
  })
})

describe('macOS', () => {
  it('managed preferences are converted by the system’s own program', () => {
    const asked: string[] = []
    const mac = world({
      platform: 'darwin',
      trusted: (file) => (asked.push(file), { state: 'read', bytes: Buffer.from('bplist00') }),
      run: (program, words, input) => {
        expect([program, ...words, String(input)]).toEqual(['/usr/bin/plutil', '-convert', 'json', '-o', '-', '--', '-', 'bplist00'])
        return { code: 0, out: Buffer.from('{"AllowDevTools":true,"IdleLockMinutes":5,"PayloadUUID":"x"}') }
      },
    })
    expect(openPolicy(mac).effective()).toMatchObject({ values: { AllowDevTools: true, IdleLockMinutes: 5 }, faults: [] })
    expect(asked).toEqual([
      '/Library/Managed Preferences/example.harmony.desktop.plist',
      '/Library/Managed Preferences/ada/example.harmony.desktop.plist',
    ])
  })
  it('the domain is the one that the package is signed for', () => {
    expect(readFileSync(join(__dirname, '../../electron-builder.yml'), 'utf8')).toMatch(/^appId: example\.harmony\.desktop$/m)
  })
})

describe('Linux', () => {
  it('reads one file, of administrators alone', () => {
    const asked: string[] = []
    readPolicies(world({ platform: 'linux', trusted: (file) => (asked.push(file), { state: 'absent' }) }))
    expect(asked).toEqual([policyFile])
    const refused = world({ platform: 'linux', trusted: () => ({ state: 'untrusted', why: 'others' }) })
    expect(openPolicy(refused).effective().faults).toMatchObject([{ source: 'machine', place: policyFile, key: null, fault: 'untrusted' }])
    // Who corrects it is told where the text breaks off, and nothing of what stands in it.
    for (const [text, about] of [['{"HubUrl": "https://hub.example.com",\n"LogLevel" "warn"}', /^line 2 column \d+$/], ['[1]', /^no \{ … \}$/], ['', /^no \{ … \}$/]] as const) {
      const broken = world({ platform: 'linux', trusted: () => ({ state: 'read', bytes: Buffer.from(text) }) })
      expect(openPolicy(broken).effective().faults).toEqual([{ source: 'machine', place: policyFile, key: null, fault: 'unreadable', about: expect.stringMatching(about) }])
    } // prettier-ignore
  })

  const own = process.getuid?.() ?? 0
  const etc = join(folder, 'etc')
  const file = join(etc, 'harmony', 'policy.json')
  const lay = (): void => {
    rmSync(etc, { recursive: true, force: true })
    mkdirSync(join(etc, 'harmony'), { recursive: true, mode: 0o755 })
    writeFileSync(file, '{}', { mode: 0o644 })
  }
  const cases: readonly [what: string, doing: () => void, state: string][] = [
    ['as it should be', () => undefined, 'read'],
    ['others may write the file', () => chmodSync(file, 0o646), 'untrusted'],
    ['its group may write the file', () => chmodSync(file, 0o664), 'untrusted'],
    ['others may put another one in its place', () => chmodSync(join(etc, 'harmony'), 0o777), 'untrusted'],
    ['not even with the sticky bit', () => chmodSync(join(etc, 'harmony'), 0o1777), 'untrusted'],
    ['others may replace the folder', () => chmodSync(etc, 0o757), 'untrusted'],
    ['a link to a file of the administrator’s', () => (rmSync(file), writeFileSync(join(etc, 'real'), '{}', { mode: 0o644 }), symlinkSync('../real', file)), 'read'],
    ['a link to a file that others may write', () => (rmSync(file), writeFileSync(join(etc, 'real'), '{}'), chmodSync(join(etc, 'real'), 0o666), symlinkSync('../real', file)), 'untrusted'],
    ['a link into a folder that others may write', () => (rmSync(file), mkdirSync(join(etc, 'open')), chmodSync(join(etc, 'open'), 0o777), writeFileSync(join(etc, 'open/p'), '{}', { mode: 0o644 }), symlinkSync('../open/p', file)), 'untrusted'],
    ['a linked folder', () => (rmSync(join(etc, 'harmony'), { recursive: true }), mkdirSync(join(etc, 'other')), writeFileSync(join(etc, 'other/policy.json'), '{}', { mode: 0o644 }), symlinkSync('other', join(etc, 'harmony'))), 'read'],
    ['a link that leads to itself', () => (rmSync(file), symlinkSync('policy.json', file)), 'untrusted'],
    ['a link that leads nowhere', () => (rmSync(file), symlinkSync('nowhere', file)), 'absent'],
    ['a folder in its place', () => (rmSync(file), mkdirSync(file)), 'unreadable'],
    ['more than a policy can need', () => writeFileSync(file, 'x'.repeat(1_000_001), { mode: 0o644 }), 'unreadable'],
    ['nothing there', () => rmSync(file), 'absent'],
  ] // prettier-ignore
  const here = process.platform === 'win32' ? it.skip : it
  here.each(cases)('%s', (_what, doing, state) => {
    lay()
    doing()
    expect(readTrusted(file, own, folder).state).toBe(state)
  })
  here('a folder of somebody else on the way', () => {
    lay()
    // Whoever is not root cannot give a folder away, and asks about a folder that is root's.
    if (own === 0) chownSync(join(etc, 'harmony'), 65_534, 65_534)
    expect(readTrusted(file, own, own === 0 ? folder : undefined).state).toBe('untrusted')
  })
  here('a file of somebody else', () => {
    lay()
    expect(readTrusted(file, own + 1, folder).state).toBe('untrusted')
  })
})

describe('values', () => {
  const linux = { platform: 'linux' as const, environment: {}, home: '/home/ada' }
  const windows = { platform: 'win32' as const, environment: { LocalAppData: 'C:\\L' }, home: '' }
  it.each([
    ['HubUrl', 'https://hub.example.com', 'fine'],
    ['HubUrl', 'http://127.0.0.1:4400', 'fine'],
    ['HubUrl', 'http://hub.example.com', 'notAllowed'],
    ['HubUrl', 'https://ada:secret@hub.example.com', 'notAllowed'],
    ['HubUrl', 'javascript:alert(1)', 'notAllowed'],
    ['HubUrl', 7, 'wrongType'],
    ['ProxyServer', 'socks5://proxy.example.com:1080', 'fine'],
    ['ProxyServer', 'ada:secret@proxy.example.com:1080', 'notAllowed'],
    ['ProxyServer', 'proxy.example.com:99999', 'notAllowed'],
    ['AllowedExternalHosts', ['wiki.example.com'], 'fine'],
    ['AllowedExternalHosts', ['*'], 'notAllowed'],
    ['AllowedExternalHosts', ['wiki.example.com/x'], 'notAllowed'],
    ['AllowedExternalHosts', 'wiki.example.com', 'wrongType'],
    ['DataDir', '~/harmony', 'fine'],
    ['DataDir', 'harmony', 'notAllowed'],
    ['DataDir', '/srv/\u0000x', 'notAllowed'],
    ['RecoveryPublicKey', 'ab'.repeat(32), 'fine'],
    ['RecoveryPublicKey', 'ab', 'notAllowed'],
    ['IdleLockMinutes', 1440, 'fine'],
    ['IdleLockMinutes', 1441, 'notAllowed'],
    ['IdleLockMinutes', '15', 'wrongType'],
    ['IdleLockMinutes', 1.5, 'wrongType'],
    ['DisableAutoUpdate', 1, 'wrongType'],
    ['DisableAutoUpdate', true, 'fine'],
    ['ProxyMode', 'toString', 'notAllowed'],
  ] as const)('%s: %j is %s', (key, raw, found) => {
    const judged = judge(key, raw, 'json', linux)
    expect('fault' in judged ? judged.fault : 'fine').toBe(found)
  })
  it('paths are filled in where they are used', () => {
    expect(judge('DataDir', '~/h', 'json', linux)).toEqual({ value: '/home/ada/h' })
    expect(judge('DataDir', '%localappdata%\\H', 'registry', windows)).toEqual({ value: 'C:\\L\\H' })
    expect(judge('DataDir', '%NOBODY%\\H', 'registry', windows)).toEqual({ fault: 'notAllowed' })
  })
  it('every setting says what it is when nobody has set it', () => {
    const { values, settings } = openPolicy(world()).effective()
    expect(settings.map(({ key }) => key)).toEqual(settingKeys)
    expect(values).toMatchObject({ AllowExport: true, AllowDevTools: false, ProxyBypass: [], HubUrl: null })
  })
})

describe('the network', () => {
  const values = {
    ProxyMode: 'fixed',
    ProxyServer: 'proxy.example.com:3128',
    ProxyPacUrl: 'https://w.example/p.pac',
    ProxyBypass: ['*.example.com'],
  } as const
  it('is reached as the settings say', () => {
    expect(proxyConfig(values)).toEqual({ mode: 'fixed_servers', proxyRules: 'proxy.example.com:3128', proxyBypassRules: '*.example.com' })
    expect(proxyConfig({ ...values, ProxyMode: 'pac' })).toMatchObject({ mode: 'pac_script', pacScript: 'https://w.example/p.pac' })
    expect(proxyConfig({ ...values, ProxyMode: 'direct' })).toEqual({ mode: 'direct' })
    expect(proxyConfig({ ...values, ProxyServer: null })).toEqual({ mode: 'system' })
    expect(proxyEnvironment(values, {})).toMatchObject({
      HTTPS_PROXY: 'http://proxy.example.com:3128',
      NO_PROXY: 'localhost,127.0.0.1,::1,*.example.com',
    })
    expect(proxyEnvironment({ ...values, ProxyMode: 'direct' }, { HTTPS_PROXY: 'http://x:1' })).toEqual({})
    expect(proxyEnvironment({ ...values, ProxyMode: 'system' }, { HTTPS_PROXY: 'http://x:1', PATH: '/' })).toEqual({
      HTTPS_PROXY: 'http://x:1',
    })
    expect(environmentOf('PROXY p.example:3128; DIRECT', [])['HTTPS_PROXY']).toBe('http://p.example:3128')
    expect(environmentOf('DIRECT', [])).toEqual({})
  })
  it('certificates are believed whole or not at all, from a file of administrators alone', () => {
    const { cert } = testCertificate
    const read = (text: string) => () => ({ state: 'read' as const, bytes: Buffer.from(text) })
    expect(readAuthorities(null)).toEqual({ state: 'none' })
    expect(readAuthorities('/ca.pem', read(`${cert}\n${cert}`))).toMatchObject({ state: 'trusted', certificates: { length: 2 } })
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
    expect(readAuthorities('/ca.pem', read(`${cert}\n${broken}`))).toMatchObject({ state: 'refused' })
    expect(readAuthorities('/ca.pem', read('nothing'))).toMatchObject({ state: 'refused' })
    expect(readAuthorities('/ca.pem', () => ({ state: 'untrusted', why: 'others' }))).toMatchObject({ state: 'refused', why: 'others' })
  })
})
