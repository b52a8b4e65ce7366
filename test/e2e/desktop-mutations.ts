import { bridgeMembers } from '../desktop/page.ts'
import type { Mutation } from '../desktop/loading.ts'

const headers = 'main/doors/headers.ts'
const guards = 'main/desktop/guards.ts'

/** Protections that only a browser engine can prove, each taken out once, and what a page can do then. */
export const mutations: readonly (Mutation & { readonly without: string; readonly lets: string })[] = [
  { without: 'the ban of inline scripts', file: headers, from: `"script-src 'self'"`, to: `"script-src 'self' 'unsafe-inline'"`, lets: 'an inline script runs' },
  // Text is also kept from code and workers by trusted types: the second lock is taken off with the first.
  { without: 'the ban of eval', file: headers, from: /"script-src 'self'"(.*)  "require-trusted-types-for 'script'",\n/s, to: `"script-src 'self' 'unsafe-eval'"$1`, lets: 'text is turned into code by Function' },
  { without: 'trusted types', file: headers, from: `  "require-trusted-types-for 'script'",\n`, to: '', lets: 'markup is made from text' },
  { without: 'the ban of inline styles', file: headers, from: `"style-src 'self'"`, to: `"style-src 'self' 'unsafe-inline'"`, lets: 'an inline style holds' },
  { without: 'the hold on connections', file: headers, from: `"connect-src 'self'"`, to: `"connect-src *"`, lets: 'asked for https://evil.example/fetched' },
  { without: 'the hold on pictures', file: headers, from: `"img-src 'self' data: blob:"`, to: `"img-src *"`, lets: 'asked for https://evil.example/picture.png' },
  { without: 'the hold on workers', file: headers, from: /"worker-src 'self'"(.*)  "require-trusted-types-for 'script'",\n/s, to: `"worker-src 'self' blob:"$1`, lets: 'a worker is made from text' },
  { without: 'the ban of a base', file: headers, from: `  "base-uri 'none'",\n`, to: '', lets: 'the base of addresses is moved' },
  { without: 'the ban of forms', file: headers, from: `  "form-action 'none'",\n`, to: '', lets: 'a form is sent' },
  { without: 'the ban of frames', file: headers, from: `"default-src 'none'"`, to: `"default-src 'none'; frame-src *"`, lets: 'a foreign page is framed' },
  { without: 'the ban of features', file: headers, from: 'geolocation=()', to: 'geolocation=(self)', lets: 'geolocation is not ruled out' },
  { without: 'all headers', file: 'main/desktop/page-files.ts', from: 'headers: { ...securityHeaders, ', to: 'headers: { ', lets: 'an inline script runs' },
  { without: 'the hold of the folder', file: 'main/desktop/page-files.ts', from: /file\.startsWith\(within\) && ([\s\S]*)realpath\(folder\)\) \+ sep\)/, to: '$1realpath(folder)).slice(0, 1))', lets: 'a file outside the page is read' },
  { without: 'GET alone', file: 'main/desktop/page-files.ts', from: "if (method !== 'GET') return 405", to: '', lets: 'the scheme answers more than GET' },
  { without: 'the guard of navigation', file: guards, from: "contents.on('will-navigate', stay)\n  contents.on('will-frame-navigate', stay)", to: '', lets: 'leads away' },
  { without: 'the guard of redirects', file: guards, from: "contents.on('will-redirect', stay)", to: '', lets: 'leads away by a redirect' },
  { without: 'the guard of windows', file: guards, from: "{ action: 'deny' }\n  })", to: "{ action: 'allow' as 'deny' }\n  })", lets: 'a window to about:blank is opened' },
  { without: 'origins compared by their parts', file: 'main/desktop/external-links.ts', from: 'known.has(url.origin)', to: "address.startsWith('https://www.apache.org')", lets: 'https://www.apache.org.evil.example/ reaches the system’s browser' },
  { without: 'the refusal of frames', file: 'main/desktop/answering.ts', from: 'sent.senderFrame.parent === null && ', to: '', lets: 'a frame with our own address is heard' },
  { without: 'any look at who sends', file: 'main/desktop/answering.ts', from: /const isOurs = .*\n/, to: 'const isOurs = (_sent: Sent): boolean => true\n', lets: 'a frame without an address is heard' },
  { without: 'the default no of permissions', file: 'main/desktop/permissions.ts', from: 'granted.has(permission)', to: 'true', lets: 'clipboard-read is granted' },
  { without: 'a frozen bridge', file: 'main/desktop/preload.ts', from: 'Object.freeze({', to: '({', lets: 'the bridge can be changed' },
  { without: 'a closed bridge', file: 'main/desktop/preload.ts', from: '    upload,\n', to: '    upload,\n    send: (name: string, value: unknown) => ipcRenderer.invoke(name, value),\n', lets: `the bridge has ${bridgeMembers.length + 1} members instead of ${bridgeMembers.length}` },
] // prettier-ignore
