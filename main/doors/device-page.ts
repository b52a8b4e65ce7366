import type { Words } from '../../core/kernel/words.ts'

/** The first screen of a device in the field, before its file is open: three small files, served where the whole application will be. */

export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The frame of a first screen: `main` is between the mark and the end, `data` what its script says. */
export const framed = (
  language: string,
  about: { readonly data: string; readonly files: readonly string[]; readonly main: string },
): string => `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Harmony</title>
<link rel="icon" href="data:,">
${about.files.map((file) => (file.endsWith('.css') ? `<link rel="stylesheet" href="${file}">` : `<script src="${file}" defer></script>`)).join('\n')}
</head>
<body ${about.data}>
<aside><svg viewBox="0 0 32 32" width="40" height="40" aria-hidden="true"><rect width="32" height="32" rx="7"/><path d="M9 8v16M23 8v16M9 18c5-5 9 5 14 0"/></svg><strong>Harmony</strong></aside>
<main>
${about.main}
</main>
</body>
</html>
`

/** `choosing`: it is reached from the desktop's choice, which one may go back to. */
export function devicePage(words: Words, language: string, of: 'device' | 'own' = 'device', choosing = false): string {
  const w = (key: string): string => escaped(words[key] ?? key)
  const field = (id: string, label: string, more: string, hint = ''): string =>
    `<div class="field"><label for="${id}">${w(label)}</label>${more}${hint === '' ? '' : `<p class="hint" id="${id}-hint">${w(hint)}</p>`}</div>`
  const password = (id: string, autocomplete: string, hint = false): string =>
    `<input id="${id}" type="password" autocomplete="${autocomplete}" maxlength="500" required${hint ? ` aria-describedby="${id}-hint"` : ''}>`
  const opens = (id: string, word: string, checked: boolean): string =>
    `<label class="pick" for="${id}"><input id="${id}" type="radio" name="opens"${checked ? ' checked' : ''} aria-describedby="${id}-hint"><span>${w(`support.front.${word}`)}</span></label><p class="hint" id="${id}-hint">${w(`support.front.${word}Hint`)}</p>`
  const choice = choosing
    ? `<fieldset id="opens"><legend>${w('support.front.opens')}</legend>${opens('by-store', 'opensStore', true)}${opens('by-password', 'opensPassword', false)}<p class="hint" id="no-store" hidden>${w('support.front.noStore')}</p></fieldset>`
    : ''
  const data = `data-loading="${w('sync.door.loading')}" data-of="${w('sync.door.loadingOf')}" data-asking="${w('sync.door.asking')}" data-opening="${w('sync.door.opening')}" data-ready="${w('sync.door.ready')}"`
  const main = `<form id="enrol" hidden>
<h1>${w('sync.door.enrolTitle')}</h1>
<p>${w('sync.door.enrolIntro')}</p>
${field('hub', 'sync.door.hub', '<input id="hub" type="text" inputmode="url" autocomplete="url" placeholder="https://" maxlength="300" required spellcheck="false" aria-describedby="hub-managed">')}
<p class="hint" id="hub-managed" hidden>${w('sync.door.hubManaged')}</p>
${field('code', 'sync.door.code', '<input id="code" type="text" autocomplete="one-time-code" placeholder="XXXX-XXXX-XX" maxlength="20" required spellcheck="false">')}
${field('fresh', 'sync.door.password', password('fresh', 'new-password', true), 'sync.door.passwordHint')}
${field('again', 'sync.door.passwordAgain', password('again', 'new-password'))}
<details><summary>${w('sync.door.certificate')}</summary><textarea id="ca" rows="3" maxlength="60000" spellcheck="false" aria-label="${w('sync.door.certificate')}" aria-describedby="ca-hint"></textarea><p class="hint" id="ca-hint">${w('sync.door.certificateHint')}</p></details>
<button type="submit">${w('sync.door.enrol')}</button>
</form>
<form id="protect" hidden>
<h1>${w('sync.door.protectTitle')}</h1>
<p>${w('sync.door.protectIntro')}</p>
${field('first', 'sync.door.ownPassword', password('first', 'new-password', true), 'sync.door.ownPasswordHint')}
${field('second', 'sync.door.passwordAgain', password('second', 'new-password'))}
${choice}
<button type="submit">${w('sync.door.protect')}</button>
</form>
<form id="unlock" hidden>
<h1>${w(of === 'own' ? 'sync.door.unlockOwnTitle' : 'sync.door.unlockTitle')}</h1>
<p>${w(of === 'own' ? 'sync.door.unlockOwnIntro' : 'sync.door.unlockIntro')}</p>
${field('password', of === 'own' ? 'sync.door.ownPassword' : 'sync.door.password', password('password', 'current-password'), '')}
<button type="submit">${w('sync.door.unlock')}</button>
<p class="hint">${w(of === 'own' ? 'sync.door.forgottenOwn' : 'sync.door.forgotten')}</p>
</form>
<div id="doing" role="status" hidden><progress id="bar"></progress><p id="said"></p></div>
<p id="trouble" role="alert" hidden></p>
<button type="button" id="rescue" hidden>${w('sync.door.rescue')}</button>
<p id="differ" hidden>${w('sync.passwordsDiffer')}</p>
<button type="button" id="back" class="plain" hidden>${w('support.front.back')}</button>`
  return framed(language, { data, files: ['/door.css', '/door.js'], main })
}

export const deviceStyle = `:root{color-scheme:light dark;--bg:#fff;--bg2:#f6f7f9;--line:#7f8898;--text:#171a20;--soft:#4a5260;--accent:#2456d6;--on:#fff;--danger:#b3261e;--danger-bg:#fde9e7}
@media (prefers-color-scheme:dark){:root{--bg:#12151a;--bg2:#191d24;--line:#75808f;--text:#edeff3;--soft:#b4bcc8;--accent:#84a7ff;--on:#0b1430;--danger:#ff9a92;--danger-bg:#3f1714}}
*{box-sizing:border-box;margin:0}
body{display:grid;grid-template-columns:minmax(240px,34%) minmax(0,1fr);min-block-size:100dvh;background:var(--bg);color:var(--text);font:16px/1.5 Inter,'Noto Sans',system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
aside{display:flex;flex-direction:column;justify-content:flex-end;gap:8px;padding:48px;background:#14254f;color:#fff}
aside rect{fill:#fff}aside path{fill:none;stroke:#14254f;stroke-width:3;stroke-linecap:round}
aside strong{font-size:32px;font-weight:600;letter-spacing:-.02em}
main{display:flex;flex-direction:column;justify-content:center;gap:20px;inline-size:100%;max-inline-size:484px;margin-inline:auto;padding:32px}
form{display:flex;flex-direction:column;gap:16px}
[hidden]{display:none}
h1{font-size:24px;line-height:1.25;font-weight:600}
form>p{color:var(--soft)}
.field{display:flex;flex-direction:column;gap:4px}
label,summary{font-size:14px;font-weight:500}
summary{cursor:pointer;color:var(--soft)}details[open] summary{margin-block-end:8px}
input,textarea{inline-size:100%;min-block-size:44px;padding:8px 12px;border:1px solid var(--line);border-radius:6px;background:var(--bg);color:inherit;font:inherit}
textarea{font-family:ui-monospace,Consolas,monospace;font-size:13px}
#code{text-transform:uppercase;letter-spacing:.08em}
.hint{color:var(--soft);font-size:13px}
input:read-only{background:var(--bg2);color:var(--soft)}
button{min-block-size:44px;padding:8px 20px;border:0;border-radius:6px;background:var(--accent);color:var(--on);font:inherit;font-weight:500;cursor:pointer}
button:disabled{opacity:.55;cursor:default}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
fieldset{display:flex;flex-direction:column;gap:6px;min-inline-size:0;padding:12px 16px;border:1px solid var(--line);border-radius:6px}legend{padding-inline:6px;font-size:14px;font-weight:500}
.pick{display:flex;gap:10px;align-items:center;min-block-size:32px;font-size:15px}.pick input{inline-size:20px;min-block-size:20px;flex:none;accent-color:var(--accent)}fieldset .hint{margin-inline-start:30px}
button.plain{border:1px solid var(--line);background:var(--bg);color:var(--text)}
progress{inline-size:100%;block-size:8px;accent-color:var(--accent)}
#doing{display:flex;flex-direction:column;gap:8px}#doing[hidden]{display:none}
#trouble{padding:12px 16px;border-radius:6px;background:var(--danger-bg);color:var(--danger)}
@media (max-width:720px){body{grid-template-columns:1fr;grid-template-rows:auto 1fr}aside{flex-direction:row;align-items:center;justify-content:flex-start;padding:16px 24px}aside strong{font-size:20px}main{padding:24px 16px;justify-content:flex-start}}
`

export const deviceScript = `'use strict'
const at = (id) => document.getElementById(id)
const words = document.body.dataset
const post = (path, body) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
let asked = ''
const trouble = (text) => { at('trouble').textContent = text || ''; at('trouble').hidden = !text }
function show(state) {
  if (!at(state.asks) && state.doing !== 'ready') return location.replace('/')
  if (state.hub && (state.hubManaged || at('hub').value === '')) at('hub').value = state.hub
  at('hub').readOnly = state.hubManaged
  at('hub-managed').hidden = !state.hubManaged
  const busy = state.doing !== 'nothing'
  at('back').hidden = busy || !state.mayGoBack
  at('rescue').hidden = busy || !state.damaged
  if (at('opens') && state.store !== undefined && asked === '') {
    at('no-store').hidden = state.store !== null
    if (state.store === null) at('by-password').checked = true
  }
  for (const name of ['enrol', 'protect', 'unlock']) {
    at(name).hidden = state.asks !== name || state.doing === 'ready'
    for (const one of at(name).elements) one.disabled = busy
  }
  if (at('opens') && state.store !== undefined) {
    at('by-store').disabled = busy || state.store === null
    at('by-password').disabled = busy || state.storeRequired
  }
  if (asked !== state.asks && !busy) { asked = state.asks; at({ enrol: 'hub', protect: 'first', unlock: 'password' }[state.asks]).focus() }
  at('doing').hidden = !busy
  if (busy) {
    const known = state.doing === 'loading' && state.of > 0
    if (known) { at('bar').max = state.of; at('bar').value = state.done } else at('bar').removeAttribute('value')
    const count = known ? ' ' + words.of.replace('{{done}}', state.done.toLocaleString()).replace('{{of}}', state.of.toLocaleString()) : ''
    at('said').textContent = words[state.doing] + count
  }
  trouble(busy ? '' : state.trouble)
}
async function look() {
  try {
    const answer = await fetch('/door/state', { cache: 'no-store' })
    if (answer.ok && (answer.headers.get('content-type') || '').startsWith('application/json')) {
      const state = await answer.json()
      show(state)
      setTimeout(look, state.doing === 'nothing' ? 3000 : 200)
      return
    }
    // Somebody else answers here by now: the application itself.
    location.replace('/')
  } catch { setTimeout(look, 300) }
}
async function send(path, body) {
  trouble('')
  await post(path, body)
  await look()
}
at('enrol').addEventListener('submit', (event) => {
  event.preventDefault()
  if (at('fresh').value !== at('again').value) { trouble(at('differ').textContent); at('again').focus(); return }
  void send('/door/enrol', { hub: at('hub').value, code: at('code').value, password: at('fresh').value, ca: at('ca').value })
})
at('protect').addEventListener('submit', (event) => {
  event.preventDefault()
  if (at('first').value !== at('second').value) { trouble(at('differ').textContent); at('second').focus(); return }
  void send('/door/protect', { password: at('first').value, asks: at('opens') ? at('by-password').checked : false })
})
at('unlock').addEventListener('submit', (event) => {
  event.preventDefault()
  void send('/door/unlock', { password: at('password').value })
  at('password').value = ''
})
at('rescue').addEventListener('click', () => void send('/door/rescue', {}))
at('back').addEventListener('click', () => void send('/door/back', {}))
void look()
`
