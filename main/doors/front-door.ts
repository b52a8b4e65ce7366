import type { Front, Way } from '../office/front-door.ts'
import type { Languages } from '../words.ts'
import { answerDevicePage, json, textIn, type DeviceAnswer } from './device-door.ts'
import { frontPage, frontScript, frontStyle } from './front-page.ts'

const ways: readonly string[] = ['solo', 'office', 'field', 'demo']
const isWay = (text: string): text is Way => ways.includes(text)

/** Answers a request of the desktop's first screen; what unlocks and enrols is the door of encrypted data. */
export function answerFrontPage(
  front: Front,
  languages: Languages,
  request: { readonly method: string; readonly path: string; readonly language: string; readonly body?: unknown },
): DeviceAnswer | undefined {
  const { method, path, body } = request
  const language = languages.best(request.language)
  const words = languages.words(language)
  if (method === 'GET') {
    if (path === '/door/state') return json(front.state(words))
    if (path === '/front.css') return { status: 200, type: 'text/css; charset=utf-8', body: frontStyle }
    if (path === '/front.js') return { status: 200, type: 'text/javascript; charset=utf-8', body: frontScript }
    const gate = front.gate()
    if (gate) return answerDevicePage(gate, languages, { ...request, choosing: true })
    if (path === '/' || !/\.\w+$/.test(path)) return { status: 200, type: 'text/html; charset=utf-8', body: frontPage(words, language) }
    return path === '/door.css' ? answerDevicePage(nobody, languages, request) : undefined
  }
  if (method !== 'POST') return undefined
  const gate = front.gate()
  const act = acts[path]
  if (!act) return gate && answerDevicePage(gate, languages, request)
  act(front, body)
  return json({}, 202)
}

/** Styles are the same whoever asks. */
const nobody: Parameters<typeof answerDevicePage>[0] = {
  of: 'own',
  state: () => {
    throw new Error('bug: expected a page of the front door')
  },
  unlock: () => undefined,
  protect: () => undefined,
  enrol: () => undefined,
  rescue: () => undefined,
}

const typed = (body: unknown) => ({
  address: (body as { readonly address?: unknown } | null)?.address ?? null,
  password: textIn(body, 'password', 500),
})
const acts: Readonly<Record<string, (front: Front, body: unknown) => void>> = {
  '/door/choose': (front, body) => {
    const way = textIn(body, 'way', 10)
    if (isWay(way)) front.choose(way)
  },
  '/door/back': (front) => front.back(),
  '/door/test': (front, body) => void front.test(typed(body)),
  '/door/connect': (front, body) => void front.connect(typed(body)),
  '/door/forget': (front) => front.forget(),
  '/door/mend': (front) => void front.mend(),
  '/door/copy': (front, body) => void front.restore(textIn(body, 'name', 200)),
}
