// The Typst compiler, in this process: made once, on the first document, and kept. Printing is synchronous from start to end, so two
// documents never share the virtual files. The compiler sees the templates, one JSON file of data and the attachments, nothing else.
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NodeCompiler, NodeError } from '@myriaddreamin/typst-ts-node-compiler'
import { projectRoot } from '../../places.ts'
import { loadFonts, type Fonts } from './fonts.ts'

interface Press {
  compiler: NodeCompiler
  /** The folder that Typst takes for its root. It is empty and gone again: every file below it is a virtual one. */
  root: string
  fonts: Fonts
}

/** Typst keeps what it laid out; results not used for this many documents are let go, so memory stays flat over a long run. */
const FORGET_AFTER = 3

let ready: Press | undefined

function makePress(): Press {
  // Loaded here and not above: the compiler is 38 MB of native code, and most processes never print.
  const load = createRequire(join(projectRoot(), 'package.json'))
  const { NodeCompiler } = load('@myriaddreamin/typst-ts-node-compiler') as typeof import('@myriaddreamin/typst-ts-node-compiler')
  const fonts = loadFonts()
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'harmony-press-')))
  const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: fonts.blobs }] })
  const templates = join(projectRoot(), 'main', 'integrations', 'documents', 'templates')
  for (const file of readdirSync(templates)) {
    if (file.endsWith('.typ')) compiler.addSource(join(root, file), readFileSync(join(templates, file), 'utf8'))
  }
  rmSync(root, { recursive: true })
  return { compiler, root, fonts }
}

function press(): Press {
  return (ready ??= makePress())
}

export function documentFonts(): Fonts {
  return press().fonts
}

/** Compiles a template with its data into PDF/A-3b. A template or a text that Typst refuses is a bug or an outage: it throws. */
export function printPdf(template: string, data: unknown, attachments: Uint8Array[]): Uint8Array {
  const { compiler, root } = press()
  try {
    compiler.mapShadow(join(root, 'data.json'), Buffer.from(JSON.stringify(data)))
    attachments.forEach((bytes, index) => compiler.mapShadow(join(root, `attachment-${index}`), Buffer.from(bytes)))
    const compiled = compiler.compile({ mainFilePath: join(root, template) })
    if (!compiled.result) throw new Error(`${template} does not compile: ${complaints(compiler, compiled.takeDiagnostics())}`)
    return new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: 'a-3b' }))
  } finally {
    attachments.forEach((_, index) => compiler.unmapShadow(join(root, `attachment-${index}`)))
    compiler.evictCache(FORGET_AFTER)
  }
}

function complaints(compiler: NodeCompiler, trouble: NodeError | null): string {
  if (!trouble) return 'no diagnostics'
  return compiler
    .fetchDiagnostics(trouble)
    .map((one: { message?: string }) => one.message ?? JSON.stringify(one))
    .join('; ')
}
