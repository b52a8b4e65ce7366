// Linux: packages and their signed repositories, as apt and rpm see them. What a repository does not vouch for is not installed.
import { appendFileSync, chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accepts, must, run } from './tools.mjs'

const maintainer = 'Harmony engineers <engineering@harmony.example>'
const summary = 'Contracts, billing and the books of service providers'

/** A Debian package of a packed folder. The sandbox of Chromium needs its helper to belong to the superuser. */
export function debOf(packed, folder, version, epoch) {
  const tree = join(folder, 'deb')
  rmSync(tree, { recursive: true, force: true })
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true })
  mkdirSync(join(tree, 'opt'), { recursive: true })
  mkdirSync(join(tree, 'usr/share/applications'), { recursive: true })
  cpSync(packed, join(tree, 'opt/Harmony'), { recursive: true })
  writeFileSync(join(tree, 'usr/share/applications/harmony-desktop.desktop'), `[Desktop Entry]\nName=Harmony\nExec=/opt/Harmony/harmony-desktop %U\nType=Application\nCategories=Office;\nMimeType=x-scheme-handler/harmony;\n`) // prettier-ignore
  writeFileSync(join(tree, 'DEBIAN/control'), `Package: harmony\nVersion: ${version}\nArchitecture: amd64\nMaintainer: ${maintainer}\nSection: office\nPriority: optional\nDepends: libc6 (>= 2.34), libgtk-3-0, libnss3\nDescription: ${summary}\n`) // prettier-ignore
  writeFileSync(
    join(tree, 'DEBIAN/postinst'),
    '#!/bin/sh\nset -e\nchown root:root /opt/Harmony/chrome-sandbox\nchmod 4755 /opt/Harmony/chrome-sandbox\n',
  )
  for (const path of ['DEBIAN', 'opt', 'usr', 'usr/share', 'usr/share/applications']) chmodSync(join(tree, path), 0o755)
  chmodSync(join(tree, 'DEBIAN/postinst'), 0o755)
  const deb = join(folder, `Harmony-${version}-linux-amd64.deb`)
  run('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z6', '--build', tree, deb], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) },
  })
  return deb
}

/** A key of GnuPG that lives as long as the test. */
export function newKey(folder) {
  const home = join(folder, 'gnupg')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const env = { ...process.env, GNUPGHOME: home }
  const name = 'packages@harmony.example'
  run('gpg', ['--batch', '--passphrase', '', '--quick-gen-key', name, 'rsa3072', 'sign', '1d'], { env })
  run('gpg', ['--batch', '--yes', '--output', join(folder, 'key.gpg'), '--export', name], { env })
  run('gpg', ['--batch', '--yes', '--armor', '--output', join(folder, 'key.asc'), '--export', name], { env })
  return {
    env,
    name,
    binary: join(folder, 'key.gpg'),
    text: join(folder, 'key.asc'),
    program: run('which', ['gpg']).trim(),
    stop: () => accepts('gpgconf', ['--kill', 'all'], { env }),
  }
}

/** apt takes a package from the repository that our key signs, and nothing from one that was touched. */
export function aptGuards(deb, key, folder) {
  const repository = join(folder, 'apt')
  mkdirSync(join(repository, 'conf'), { recursive: true })
  writeFileSync(join(repository, 'conf/distributions'), `Codename: stable\nComponents: main\nArchitectures: amd64\nSignWith: ${key.name}\n`)
  run('reprepro', ['-b', repository, 'includedeb', 'stable', deb], { env: key.env })
  const lists = (at) => {
    const root = join(folder, `root-${Math.abs(at.length)}-${readdirSync(folder).length}`)
    for (const path of ['state/lists/partial', 'cache/archives/partial', 'etc/preferences.d'])
      mkdirSync(join(root, path), { recursive: true })
    writeFileSync(join(root, 'status'), '')
    writeFileSync(join(root, 'sources.list'), `deb [signed-by=${key.binary}] file:${at} stable main\n`)
    const options = ['Dir::State=' + join(root, 'state'), 'Dir::State::status=' + join(root, 'status'), 'Dir::Cache=' + join(root, 'cache'), 'Dir::Etc::sourcelist=' + join(root, 'sources.list'), 'Dir::Etc::sourceparts=-', 'Dir::Etc::preferencesparts=' + join(root, 'etc/preferences.d'), 'APT::Sandbox::User=root', 'APT::Architecture=amd64', 'APT::Get::List-Cleanup=0'].flatMap((o) => ['-o', o]) // prettier-ignore
    const updated = accepts('apt-get', [...options, '-o', 'APT::Update::Error-Mode=any', 'update'])
    return { updated, offered: accepts('apt-cache', [...options, 'policy', 'harmony']).said, options }
  }
  const good = lists(repository)
  must(good.updated.yes && /Candidate: \d/.test(good.offered), `apt does not take the signed repository: ${good.updated.said.slice(-400)}`)
  const touched = (name, change) => {
    const copy = join(folder, `apt-${name}`)
    cpSync(repository, copy, { recursive: true })
    change(copy)
    const { updated, offered } = lists(copy)
    must(!updated.yes || !/Candidate: \d/.test(offered), `apt takes a repository with ${name}`)
  }
  touched('a changed release', (copy) => {
    const file = join(copy, 'dists/stable/InRelease')
    writeFileSync(file, readFileSync(file, 'utf8').replace('Codename: stable', 'Codename: stable '))
    rmSync(join(copy, 'dists/stable/Release.gpg'))
  })
  touched('a changed list', (copy) => {
    for (const name of readdirSync(join(copy, 'dists/stable/main/binary-amd64')))
      if (name.startsWith('Packages')) appendFileSync(join(copy, 'dists/stable/main/binary-amd64', name), '\n')
  })
  touched('no signature', (copy) => {
    for (const name of ['InRelease', 'Release.gpg']) rmSync(join(copy, 'dists/stable', name))
  })
}

/** rpm accepts what our key signed, and nothing else; so does whoever reads the repository's index. */
export function rpmGuards(packed, key, folder, version, epoch) {
  const top = join(folder, 'rpm')
  mkdirSync(join(top, 'SPECS'), { recursive: true })
  const spec = join(top, 'SPECS/harmony.spec')
  writeFileSync(spec, `%global __os_install_post %{nil}\n%global debug_package %{nil}\n%global use_source_date_epoch_as_buildtime 1\n%global clamp_mtime_to_source_date_epoch 1\nName: harmony\nVersion: ${version}\nRelease: 1\nSummary: ${summary}\nLicense: Apache-2.0\nBuildArch: x86_64\nAutoReqProv: no\n%description\n${summary}\n%install\nmkdir -p %{buildroot}/opt\ncp -r ${packed} %{buildroot}/opt/Harmony\n%files\n%defattr(-,root,root)\n/opt/Harmony\n`) // prettier-ignore
  run('rpmbuild', ['-bb', '--target', 'x86_64', '--define', `_topdir ${top}`, '--define', '_buildhost release', '--define', '_binary_payload w2.gzdio', spec], { env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) } }) // prettier-ignore
  const rpm = join(top, 'RPMS/x86_64', `harmony-${version}-1.x86_64.rpm`)
  run('rpmsign', ['--define', `_gpg_name ${key.name}`, '--define', `__gpg ${key.program}`, '--addsign', rpm], { env: key.env })
  const database = (name, trusted) => {
    const at = join(folder, name)
    mkdirSync(at, { recursive: true })
    run('rpm', ['--dbpath', at, '--initdb'])
    if (trusted) run('rpm', ['--dbpath', at, '--import', key.text])
    return (file) => accepts('rpm', ['--dbpath', at, '-K', file])
  }
  const [ours, nobodys] = [database('rpm-trusting', true), database('rpm-strange', false)]
  must(ours(rpm).yes, `rpm does not accept what our key signed: ${ours(rpm).said}`)
  must(!nobodys(rpm).yes, 'rpm accepts a package of a key that it does not know')
  const bytes = readFileSync(rpm)
  bytes[bytes.length - 100] ^= 1
  writeFileSync(`${rpm}.turned`, bytes)
  must(!ours(`${rpm}.turned`).yes, 'rpm accepts a package with a byte turned')
  const repository = join(folder, 'yum')
  mkdirSync(repository, { recursive: true })
  cpSync(rpm, join(repository, `harmony-${version}-1.x86_64.rpm`))
  run('createrepo_c', ['--quiet', '--revision', String(epoch), '--set-timestamp-to-revision', repository])
  const index = join(repository, 'repodata/repomd.xml')
  run('gpg', ['--batch', '--yes', '--local-user', key.name, '--detach-sign', '--armor', index], { env: key.env })
  const vouched = () => accepts('gpgv', ['--keyring', key.binary, `${index}.asc`, index]).yes
  must(vouched(), 'the index of the repository is not vouched for')
  appendFileSync(index, '\n')
  must(!vouched(), 'a changed index is vouched for')
}
