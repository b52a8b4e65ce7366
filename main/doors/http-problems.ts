import { STATUS_CODES } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Reply } from '../../core/kernel/manifest.ts'
import type { Harmony } from '../compose.ts'

/** What goes wrong before an operation is reached, in the languages that come with the product. */
const doorWords = {
  'http.notFound': { en: 'There is nothing at this address.', de: 'Unter dieser Adresse gibt es nichts.' },
  'http.notAllowed': { en: 'This operation changes something, so it must be sent with POST.', de: 'Dieser Vorgang ändert etwas und muss daher mit POST gesendet werden.' },
  'http.wrongMethod': { en: 'An operation is called with POST, and with GET where it only answers. Nothing was changed.', de: 'Ein Vorgang wird mit POST aufgerufen, und mit GET, wenn er nur antwortet. Es wurde nichts geändert.' },
  'http.notJson': { en: 'The body must be JSON, sent as application/json.', de: 'Der Inhalt muss JSON sein, gesendet als application/json.' },
  'http.malformed': { en: 'The request cannot be read. Nothing was changed.', de: 'Die Anfrage ist nicht lesbar. Es wurde nichts geändert.' },
  'http.tooLarge': { en: 'The request is larger than this hub accepts. Nothing was changed.', de: 'Die Anfrage ist größer, als dieser Server annimmt. Es wurde nichts geändert.' },
  'http.tooMany': { en: 'Too many requests in a short time. Wait a little and try again.', de: 'Zu viele Anfragen in kurzer Zeit. Bitte kurz warten und erneut versuchen.' },
  'http.wrongHost': { en: 'This hub is not reached under this name.', de: 'Dieser Server ist unter diesem Namen nicht erreichbar.' },
  'http.crossSite': { en: 'The request does not come from Harmony’s own page, so it was not carried out. A program shows an access token (Authorization: Bearer …).', de: 'Die Anfrage kommt nicht von Harmonys eigener Seite und wurde nicht ausgeführt. Ein Programm zeigt ein Zugriffstoken (Authorization: Bearer …).' },
  'http.badToken': { en: 'The access token is not valid (any more). Nothing was changed.', de: 'Das Zugriffstoken gilt nicht (mehr). Es wurde nichts geändert.' },
  'http.badKey': { en: 'The Idempotency-Key must be 1 to 64 visible characters. Nothing was changed.', de: 'Der Idempotency-Key muss aus 1 bis 64 sichtbaren Zeichen bestehen. Es wurde nichts geändert.' },
  'http.badRehearse': { en: 'Harmony-Rehearse is true or false. Nothing was changed.', de: 'Harmony-Rehearse ist true oder false. Es wurde nichts geändert.' },
  'http.deviceLocked': { en: 'Harmony was started again on this device and waits for its password. Open it in another window; then go on here.', de: 'Harmony wurde auf diesem Gerät neu gestartet und wartet auf das Passwort. Bitte in einem anderen Fenster entsperren und dann hier weitermachen.' },
  'http.deviceLost': { en: 'This device was reported lost: its keys are destroyed and its copy is deleted. Load the page again to enrol it anew.', de: 'Dieses Gerät wurde als verloren gemeldet: Seine Schlüssel sind vernichtet, seine Kopie ist gelöscht. Bitte die Seite neu laden, um es neu anzumelden.' },
  'http.noFile': { en: 'There is no file to download here.', de: 'Hier gibt es keine Datei zum Herunterladen.' },
  'http.broken': { en: 'Something went wrong in Harmony. Nothing half done was kept; try again, and quote the reference if it happens again.', de: 'In Harmony ist etwas schiefgegangen. Es wurde nichts Halbfertiges behalten; bitte erneut versuchen und bei Wiederholung die Referenz nennen.' },
} as const // prettier-ignore
export type DoorTrouble = keyof typeof doorWords

export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly about: Readonly<Record<string, string>>
  /** The reference to quote: the request's id, as the log knows it. */
  readonly instance: string
}

/** Statuses of refusals that every operation may answer with; all others are the business saying no. */
const statuses: Readonly<Record<string, number>> = {
  'input.malformed': 400,
  'people.notSignedIn': 401,
  'operation.forbidden': 403,
  'entity.forbidden': 403,
  'operation.unknown': 404,
  'call.reused': 409,
  'job.stopped': 409,
}
export const statusOf = (code: string): number => statuses[code] ?? 422

export const problemOf = (status: number, code: string, detail: string, about: Problem['about'], requestId: string): Problem => ({
  type: `urn:harmony:problem:${code}`,
  title: STATUS_CODES[status] ?? 'Problem',
  status,
  code,
  detail,
  about,
  instance: `urn:uuid:${requestId}`,
})

export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply => {
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer')
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
}

export function sendTrouble(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: DoorTrouble,
  about: Problem['about'] = {},
): FastifyReply {
  const german = /^\s*de\b/i.test(request.headers['accept-language'] ?? '')
  return sendProblem(reply, problemOf(status, code, doorWords[code][german ? 'de' : 'en'], about, request.id))
}

/** For what is no operation and yet needs somebody: files, live changes. */
export function notSignedIn(request: FastifyRequest, harmony: Pick<Harmony, 'reply'>): Problem {
  const told = harmony.reply({ ok: false, refusal: { refused: 'people.notSignedIn', about: {} } }, request.caller.language)
  return refusalProblem(told as Extract<Reply, { ok: false }>, request.id)
}

export const refusalProblem = ({ refusal }: Extract<Reply, { ok: false }>, requestId: string): Problem =>
  problemOf(statusOf(refusal.code), refusal.code, refusal.message, refusal.about, requestId)
