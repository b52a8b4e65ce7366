import { say, type Words } from '../../../core/kernel/words.ts'
import type { Wire } from '../../../core/kernel/shape.ts'
import type { Files } from '../../files.ts'
import type { Answerer } from '../../storage/reads/registry.ts'

interface Row {
  readonly row: { readonly [field: string]: Wire }
}
/** What `privacy.export` writes. */
interface Written {
  readonly at: string
  readonly person: { readonly name: string }
  readonly records: { readonly [record: string]: readonly Row[] }
  readonly files: readonly { readonly name: string; readonly hash: string; readonly size: number }[]
  readonly log: readonly { readonly at: string; readonly operation: string }[]
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)!};`)
const shown = (value: Wire): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The letter with which somebody is told what is kept of them: a page without scripts that any browser opens and prints. */
export function privacyLetter(data: Written, language: string, words: Words): string {
  const word = (key: string): string => escaped(words[key] ?? key)
  const table = (rows: readonly (readonly [string, string])[]): string =>
    `<table>${rows.map(([head, value]) => `<tr><th scope="row">${head}</th><td>${value}</td></tr>`).join('')}</table>`
  const records = Object.entries(data.records).map(
    ([record, rows]) =>
      `<h2>${word(record)}</h2>${rows.map(({ row }) => table(Object.entries(row).map(([field, value]) => [word(`field.${field}`), escaped(shown(value))]))).join('')}`,
  )
  const files = data.files.length === 0 ? '' : `<h2>${word('privacy.letterFiles')}</h2><ul>${data.files.map((file) => `<li>${escaped(file.name)} <small>SHA-256 ${file.hash}</small></li>`).join('')}</ul>` // prettier-ignore
  const log = data.log.length === 0 ? '' : `<h2>${word('privacy.letterLog')}</h2>${table(data.log.map((entry) => [escaped(entry.at), word(entry.operation)]))}` // prettier-ignore
  const title = escaped(say(words, 'privacy.letterTitle', { name: data.person.name }))
  return `<!doctype html>
<html lang="${escaped(language)}"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%;margin:0 0 1rem}th,td{border:1px solid #888;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{width:14rem}small{overflow-wrap:anywhere}</style>
</head><body><h1>${title}</h1><p>${escaped(say(words, 'privacy.letterLead', { at: data.at.slice(0, 10) }))}</p>
${records.join('\n')}${files}${log}</body></html>
`
}

export const privacyAnswerers = (files: Pick<Files, 'put'>, words: (language: string) => Words): Readonly<Record<string, Answerer>> => ({
  'privacy.letter': async ({ name, language, data }) => {
    const page = privacyLetter(data as unknown as Written, language as string, words(language as string))
    return [{ file: await files.put(Buffer.from(page), name as string, 'text/html') }]
  },
})
