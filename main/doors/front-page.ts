import type { Words } from '../../core/kernel/words.ts'
import { escaped, framed } from './device-page.ts'

/** The desktop's first screen: where data live, the way to the company's PostgreSQL, the repair of a damaged file. Three small files, without any package. */
const sketches: Readonly<Record<'solo' | 'office' | 'field' | 'demo', string>> = {
  solo: '<rect x="4" y="5" width="16" height="11" rx="1.5"/><path d="M2 19h20"/>',
  office: '<ellipse cx="12" cy="6" rx="7" ry="2.5"/><path d="M5 6v12c0 1.4 3.1 2.5 7 2.5s7-1.1 7-2.5V6M5 12c0 1.4 3.1 2.5 7 2.5s7-1.1 7-2.5"/>',
  field: '<circle cx="12" cy="5" r="2.5"/><circle cx="5" cy="18" r="2.5"/><circle cx="19" cy="18" r="2.5"/><path d="M11 7.3 6.2 15.8M13 7.3l4.8 8.5M7.5 18h9"/>',
  demo: '<circle cx="12" cy="12" r="9"/><path d="m10 8.5 5.5 3.5-5.5 3.5z"/>',
} // prettier-ignore

export function frontPage(words: Words, language: string): string {
  const t = (key: string): string => escaped(words[key] ?? key)
  const w = (word: string): string => t(`support.front.${word}`)
  const way = (name: keyof typeof sketches): string =>
    `<li data-way="${name}" hidden><button type="button" id="way-${name}" data-way="${name}" aria-describedby="is-${name}"><svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">${sketches[name]}</svg><strong>${w(name)}</strong></button><div id="is-${name}"><p>${w(`${name}Is`)}</p><p class="suits"><b>${w('moreAboutThis')}:</b> ${w(`${name}Suits`)}</p>${name === 'demo' ? `<p class="hint" id="demo-again" hidden>${w('demoAgain')}</p>` : ''}</div></li>`
  const field = (id: string, word: string, input: string, hint = ''): string =>
    `<div class="field" id="of-${id}"><label for="${id}">${w(word)}</label>${input}<p class="hint" id="${id}-hint"${hint === '' ? ' hidden' : ''}>${hint === '' ? w('managed') : w(hint)}</p></div>`
  const text = (id: string, more: string): string =>
    `<input id="${id}" type="text" spellcheck="false" autocapitalize="none" autocomplete="off" required aria-describedby="${id}-hint" ${more}>`
  const said = ['testing', 'allFine', 'someWarn', 'someFault', 'caNone', 'managed', 'passwordKept', 'passwordKeeps', 'passwordAsked', 'restore', 'restoreHint', 'damagedWhy', 'noCopies', 'mending', 'founding', 'stands.fine', 'stands.warning', 'stands.fault', 'stands.skipped', 'officeTitle', 'officeIntro', 'reconnectTitle', 'reconnectIntro'] // prettier-ignore
  const spoken = { ...Object.fromEntries(said.map((word) => [word, words[`support.front.${word}`] ?? word])), ready: words['sync.door.ready'], opening: words['sync.door.opening'] } // prettier-ignore
  const steps = Object.entries(words).flatMap(([key, name]) =>
    key.startsWith('support.try.') ? [[key.slice('support.try.'.length), name]] : [],
  )
  const findings = Object.entries(words).filter(([key]) => /^support\.(tried|mend)\./.test(key))
  const main = `<section id="choose" class="wide" aria-labelledby="choose-title" hidden>
<h1 id="choose-title" tabindex="-1">${w('chooseTitle')}</h1>
<p class="lead">${w('chooseIntro')}</p>
<ul class="ways">${(['solo', 'office', 'field', 'demo'] as const).map(way).join('')}</ul>
</section>
<form id="office" class="wide" aria-labelledby="office-title" novalidate hidden>
<h1 id="office-title" tabindex="-1">${w('officeTitle')}</h1>
<p class="lead" id="office-intro">${w('officeIntro')}</p>
<div class="two">
<div class="stack">
<div class="line">${field('host', 'host', text('host', 'placeholder="db.example.com" maxlength="300" inputmode="url"'))}${field('port', 'port', text('port', 'maxlength="5" inputmode="numeric"'))}</div>
${field('database', 'database', text('database', 'maxlength="63"'))}
<div class="field"><label class="pick" for="tls"><input id="tls" type="checkbox" checked aria-describedby="tls-hint"><span>${w('tls')}</span></label><p class="hint" id="tls-hint">${w('tlsHint')}</p></div>
<div class="field" id="of-ca"><label for="ca">${w('ca')}</label><input id="ca" type="file" accept=".pem,.crt,.cer,.txt" aria-describedby="ca-hint ca-chosen"><p id="ca-chosen" class="hint"></p><button type="button" id="ca-drop" class="plain small" hidden>${w('caDrop')}</button><p class="hint" id="ca-hint">${w('caHint')}</p></div>
${field('user', 'user', text('user', 'maxlength="63" autocomplete="username"'), 'userHint')}
${field('password', 'password', '<input id="password" type="password" autocomplete="current-password" maxlength="500" aria-describedby="password-hint">', 'passwordAsked')}
<div class="buttons"><button type="submit" id="connect">${w('connect')}</button><button type="button" id="test" class="plain">${w('test')}</button></div>
</div>
<div class="stack">
<ol id="steps" aria-label="${w('test')}"></ol>
<p id="overall" role="status"></p>
<div class="note"><p>${w('officeHub')}</p><button type="button" id="use-hub" class="plain small" hidden>${w('useHub')}</button></div>
</div>
</div>
<div class="buttons end"><button type="button" id="back" class="plain">${w('back')}</button><button type="button" id="forget" class="plain">${w('forget')}</button></div>
</form>
<section id="repair" aria-labelledby="repair-title" hidden>
<h1 id="repair-title" tabindex="-1">${w('damagedTitle')}</h1>
<p class="lead">${w('damagedIntro')}</p>
<p id="why" class="hint"></p>
<div class="note"><button type="button" id="mend">${w('mend')}</button><p class="hint">${w('mendHint')}</p></div>
<ul id="copies"></ul>
</section>
<div id="doing" role="status" hidden><progress></progress><p id="said"></p></div>
<p id="trouble" role="alert" hidden></p>
<script type="application/json" id="words">${JSON.stringify({ language, spoken, steps, findings: Object.fromEntries(findings) }).replaceAll('<', '\\u003c')}</script>`
  return framed(language, {
    data: `data-skipped="${t('support.tried.skipped')}"`,
    files: ['/door.css', '/front.css', '/front.js'],
    main,
  })
}

export const frontStyle = `#steps [data-stands=skipped] b{font-weight:500;color:var(--soft)}main:has(.wide:not([hidden])){max-inline-size:980px}
section,form.wide{display:flex;flex-direction:column;gap:16px}section[hidden],form[hidden]{display:none}
.lead{color:var(--soft)}#repair p{overflow-wrap:anywhere}h1:focus{outline:none}
.ways{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));gap:16px;padding:0;list-style:none}
.ways li{position:relative;display:flex;flex-direction:column;gap:8px;padding:20px;border:1px solid var(--line);border-radius:10px;background:var(--bg)}
.ways li[hidden]{display:none}.ways li:hover{border-color:var(--accent);background:var(--bg2)}.ways li:focus-within{outline:2px solid var(--accent);outline-offset:2px}
.ways button{display:flex;gap:12px;align-items:center;min-block-size:0;padding:0;background:none;color:var(--text);text-align:start;font-size:18px}
.ways button::after{content:'';position:absolute;inset:0;border-radius:10px}.ways button:focus-visible{outline:none}
.ways svg{flex:none;fill:none;stroke:var(--accent);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.ways p{font-size:14px}.ways div{display:flex;flex-direction:column;gap:6px}.suits{color:var(--soft)}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:32px}.stack{display:flex;flex-direction:column;gap:16px;min-inline-size:0}
.line{display:grid;grid-template-columns:minmax(0,1fr) 96px;gap:12px}
.buttons{display:flex;flex-wrap:wrap;gap:12px}.buttons.end{border-block-start:1px solid var(--line);padding-block-start:16px}
button.small{min-block-size:36px;padding:4px 14px;font-size:14px;align-self:flex-start}
input[type=checkbox]{inline-size:20px;min-block-size:20px}input[type=file]{padding:9px 12px;font-size:14px}
.note{display:flex;flex-direction:column;gap:10px;padding:14px 16px;border-radius:6px;background:var(--bg2);font-size:14px}
#steps{display:flex;flex-direction:column;gap:0;padding:0;list-style:none}
#steps li{display:grid;grid-template-columns:24px minmax(0,1fr);gap:2px 10px;padding-block:9px;border-block-end:1px solid color-mix(in srgb,var(--line) 35%,transparent);font-size:14px;overflow-wrap:anywhere}
#steps svg{grid-row:span 2;margin-block-start:1px}#steps b{font-weight:600}#steps p{grid-column:2}#steps .way-out{margin-block-start:4px;padding:8px 10px;border-radius:6px;background:var(--bg2)}
#steps [data-stands=fault] .way-out{background:var(--danger-bg);color:var(--danger)}
.fine{color:var(--good)}.warning{color:var(--warn)}.fault{color:var(--danger)}.skipped{color:var(--soft)}
#overall{font-weight:500}
#copies{display:flex;flex-direction:column;gap:12px;padding:0;list-style:none}#copies li{display:flex;flex-direction:column;gap:6px;align-items:flex-start}
:root{--good:#17703c;--warn:#8a5300}@media (prefers-color-scheme:dark){:root{--good:#7fd6a0;--warn:#f2bf6b}}
@media (max-width:900px){.two{grid-template-columns:minmax(0,1fr)}}
`

export const frontScript = `'use strict'
const at = (id) => document.getElementById(id)
const { language, spoken, steps, findings } = JSON.parse(at('words').textContent)
const filled = (text, about) => (text || '').replace(/\\{\\{(\\w+)\\}\\}/g, (hole, name) => about[name] ?? hole)
const post = (path, body) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
const made = (tag, attributes, ...inside) => { const it = document.createElement(tag); for (const [name, value] of Object.entries(attributes)) it.setAttribute(name, value); it.append(...inside); return it }
const drawn = (stands) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  for (const [name, value] of Object.entries({ viewBox: '0 0 24 24', width: 20, height: 20, role: 'img', 'aria-label': spoken['stands.' + stands], class: stands, fill: 'none', stroke: 'currentColor', 'stroke-width': 2.4, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' })) svg.setAttribute(name, value)
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', { fine: 'M4.5 12.5 10 18l9.5-12', warning: 'M12 4 22 20H2zM12 10v4.5M12 17.2v.1', fault: 'M6 6l12 12M18 6 6 18', skipped: 'M6 12h12' }[stands])
  svg.append(path)
  return svg
}
let asked = ''
let shown = ''
let ca
let touched = false
let focused
// Where copies fill the window, what is going on stands below its edge.
const seen = (name) => at(name).scrollIntoView({ block: 'nearest' })
const trouble = (text) => {
  const news = text && at('trouble').textContent !== text
  at('trouble').textContent = text || ''
  at('trouble').hidden = !text
  if (news) seen('trouble')
}
const isHere = (host) => /^(localhost|127(\\.\\d{1,3}){3}|::1)$/i.test(host.trim())

function showOffice(office, state) {
  const first = asked !== 'office'
  if (first) {
    touched = false
    for (const id of ['host', 'port', 'database', 'user']) at(id).value = office[id] === '' ? '' : String(office[id])
    at('tls').checked = office.tls
    ca = office.ca
  }
  at('office-title').textContent = office.known ? spoken.reconnectTitle : spoken.officeTitle
  at('office-intro').textContent = office.known ? spoken.reconnectIntro : spoken.officeIntro
  for (const id of ['host', 'port', 'database']) {
    const managed = office.managed.includes(id)
    at(id).readOnly = managed
    at(id + '-hint').hidden = !managed
  }
  const managedCa = office.managed.includes('ca')
  at('ca').disabled = managedCa || !at('tls').checked
  at('ca-chosen').textContent = managedCa ? spoken.managed : ca ? ca.name + (ca.until ? ', ' + ca.until : '') : spoken.caNone
  at('ca-drop').hidden = managedCa || !ca
  at('tls').disabled = !isHere(at('host').value)
  if (at('tls').disabled) at('tls').checked = true
  at('password-hint').textContent = state.store ? filled(office.kept ? spoken.passwordKept : spoken.passwordKeeps, { store: state.store }) : spoken.passwordAsked
  at('password').required = !office.kept
  at('use-hub').hidden = !state.ways.includes('field')
  at('back').hidden = !state.mayGoBack
  at('forget').hidden = !office.known || !state.mayGoBack
  showSteps(office)
}
function showSteps(office) {
  const now = JSON.stringify([office.tried, office.testing])
  if (now === shown) return
  shown = now
  at('steps').replaceChildren(...office.tried.map(({ step, stands, finding, about }) => {
    const name = steps.find(([key]) => key === step)[1]
    const text = finding === null ? '' : filled(findings['support.tried.' + finding], about)
    const way = stands === 'warning' || stands === 'fault' ? [made('p', { class: 'way-out' }, filled(findings['support.mend.' + finding], about))] : []
    return made('li', { 'data-stands': stands, 'data-step': step }, drawn(stands), made('b', {}, name), ...(stands === 'skipped' ? [] : [made('p', {}, text)]), ...way)
  }))
  const worst = ['fault', 'warning'].find((one) => office.tried.some(({ stands }) => stands === one))
  at('overall').className = worst || 'fine'
  at('overall').textContent = office.testing ? spoken.testing : office.tried.length === 0 ? '' : spoken[{ fault: 'someFault', warning: 'someWarn' }[worst] || 'allFine']
}
function showRepair({ why, copies, folder }) {
  at('why').textContent = filled(spoken.damagedWhy, { why })
  if (asked === 'repair') return
  // As people write days where they are, where they speak this language.
  const culture = navigator.language.startsWith(language) ? navigator.language : language
  const day = new Intl.DateTimeFormat(culture, { dateStyle: 'long' })
  const time = new Intl.DateTimeFormat(culture, { dateStyle: 'medium', timeStyle: 'short' })
  at('copies').replaceChildren(...copies.map(({ name, at: made_ }, i) => {
    const button = made('button', { type: 'button', class: 'plain', 'aria-describedby': 'copy-' + i }, filled(spoken.restore, { day: day.format(made_) }))
    button.addEventListener('click', () => void send('/door/copy', { name }))
    return made('li', {}, button, made('p', { class: 'hint', id: 'copy-' + i }, filled(spoken.restoreHint, { time: time.format(made_) })))
  }))
  if (copies.length === 0) at('copies').replaceChildren(made('li', {}, made('p', { class: 'hint' }, filled(spoken.noCopies, { folder }))))
}
function show(state) {
  if (!at(state.asks) && state.doing !== 'ready') return location.replace('/')
  const busy = state.doing !== 'nothing'
  for (const name of ['choose', 'office', 'repair']) at(name).hidden = state.asks !== name || state.doing === 'ready'
  for (const li of document.querySelectorAll('li[data-way]')) li.hidden = !state.ways.includes(li.dataset.way)
  at('demo-again').hidden = !state.demoThere
  // What has the focus loses it while nothing can be pressed, and gets it back.
  if (busy && document.activeElement !== document.body) focused = document.activeElement
  for (const one of document.querySelectorAll('main button, main input')) one.disabled = busy
  if (state.office) showOffice(state.office, state)
  if (busy) for (const one of document.querySelectorAll('#office input, #office button')) one.disabled = true
  if (state.repair) showRepair(state.repair)
  if (asked !== state.asks) {
    asked = state.asks
    const first = { choose: 'choose-title', office: 'office-title', repair: 'repair-title' }[asked]
    if (first) at(first).focus()
  } else if (!busy && focused && document.activeElement === document.body) focused.focus()
  if (!busy) focused = undefined
  const began = at('doing').hidden
  at('doing').hidden = !busy || (state.asks === 'office' && state.doing !== 'ready')
  at('said').textContent = state.doing === 'ready' ? spoken.ready : state.asks === 'repair' ? spoken.mending : state.asks === 'choose' ? spoken.founding : spoken.opening
  if (began && !at('doing').hidden) seen('doing')
  trouble(busy ? '' : state.trouble)
}
async function look() {
  try {
    const answer = await fetch('/door/state', { cache: 'no-store' })
    if (answer.ok && (answer.headers.get('content-type') || '').startsWith('application/json')) {
      const state = await answer.json()
      show(state)
      clearTimeout(look.again)
      look.again = setTimeout(look, state.doing === 'nothing' ? 3000 : 150)
      return
    }
    // Somebody else answers here by now: the application itself.
    location.replace('/')
  } catch { look.again = setTimeout(look, 300) }
}
async function send(path, body) {
  trouble('')
  clearTimeout(look.again)
  await post(path, body)
  await look()
}
const typed = () => ({
  address: { host: at('host').value, port: at('port').value, database: at('database').value, user: at('user').value, tls: at('tls').checked, ...(touched ? { ca: ca ? ca.pem : '' } : {}) },
  password: at('password').value,
})
for (const button of document.querySelectorAll('button[data-way]')) button.addEventListener('click', () => void send('/door/choose', { way: button.dataset.way }))
at('test').addEventListener('click', () => void send('/door/test', typed()))
at('office').addEventListener('submit', (event) => {
  event.preventDefault()
  void send('/door/connect', typed())
})
at('host').addEventListener('input', () => {
  at('tls').disabled = !isHere(at('host').value)
  if (at('tls').disabled) at('tls').checked = true
})
at('ca').addEventListener('change', async () => {
  const [file] = at('ca').files
  if (!file) return
  touched = true
  ca = { name: file.name, pem: (await file.text()).slice(0, 60000) }
  at('ca-chosen').textContent = ca.name
  at('ca-drop').hidden = false
})
at('ca-drop').addEventListener('click', () => {
  touched = true
  ca = null
  at('ca').value = ''
  at('ca-chosen').textContent = spoken.caNone
  at('ca-drop').hidden = true
})
at('use-hub').addEventListener('click', async () => {
  await post('/door/back', {})
  await send('/door/choose', { way: 'field' })
})
at('back').addEventListener('click', () => void send('/door/back', {}))
at('forget').addEventListener('click', () => void send('/door/forget', {}))
at('mend').addEventListener('click', () => void send('/door/mend', {}))
void look()
`
