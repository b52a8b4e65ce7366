// What makes our PDF/A-3 with an enclosed factur-x.xml a Factur-X (ZUGFeRD): the XMP metadata name the enclosed invoice and its profile, and declare the schema
// of these words, as PDF/A asks. Typst writes the file and its attachments, but not metadata of others; so they are replaced by an update at the end of the
// file (ISO 32000-1, 7.5.6), as the seal is added (pdf-seal.ts). No byte of the page changes, and no library of PDF is needed for one object.

const namespace = 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#'

const property = (name: string, description: string): string =>
  `<rdf:li rdf:parseType="Resource"><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>${description}</pdfaProperty:description><pdfaProperty:name>${name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>`
/** The words below, declared (Factur-X 1.0, 6.2.2). */
const schema = `<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>${[
  property('DocumentFileName', 'The name of the embedded XML document'),
  property('DocumentType', 'The type of the hybrid document in capital letters, e.g. INVOICE or ORDER'),
  property('Version', 'The actual version of the standard applying to the embedded XML document'),
  property('ConformanceLevel', 'The conformance level of the embedded XML document'),
].join('')}</rdf:Seq></pdfaSchema:property></rdf:li>`
const named = `<rdf:Description rdf:about="" xmlns:fx="${namespace}"><fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>`

/** The name by which every reader looks for the invoice. */
export const facturXName = 'factur-x.xml'

function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`bug: expected ${what} in our own PDF`)
  return value
}

/** The same PDF with the metadata of Factur-X. Always the same bytes for the same file. */
export function withFacturX(pdf: Uint8Array): Buffer {
  const bytes = Buffer.from(pdf)
  const file = bytes.toString('latin1')
  const object = must(/\/Metadata (\d+) 0 R/.exec(file)?.[1], 'metadata')
  const start = must(file.lastIndexOf(`\n${object} 0 obj\n`) + 1 || undefined, 'the object of the metadata')
  const length = Number(must(/\/Length (\d+)/.exec(file.slice(start, start + 200))?.[1], 'the length of the metadata'))
  const from = file.indexOf('stream\n', start) + 'stream\n'.length
  const xmp = bytes.subarray(from, from + length).toString('utf8')
  const declared = '</rdf:Bag></pdfaExtension:schemas>'
  if (!xmp.includes(declared) || !xmp.includes('</rdf:RDF>')) throw new Error('bug: expected declared schemas in our own PDF')
  const mended = Buffer.from(xmp.replace(declared, `${schema}${declared}`).replace('</rdf:RDF>', `${named}</rdf:RDF>`), 'utf8')
  const trailer = file.slice(file.lastIndexOf('trailer'))
  const before = must(/startxref\s+(\d+)/.exec(trailer)?.[1], 'a plain trailer')
  const kept = ['Size', 'Root', 'Info', 'ID'].map((key) => must(new RegExp(`/${key}\\s+(\\[[^\\]]*\\]|\\d+ 0 R|\\d+)`).exec(trailer)?.[0], `the ${key} of the trailer`)) // prettier-ignore
  const head = Buffer.from(`\n${object} 0 obj\n<<\n  /Length ${mended.length}\n  /Type /Metadata\n  /Subtype /XML\n>>\nstream\n`, 'latin1')
  const tail = Buffer.from('\nendstream\nendobj\n', 'latin1')
  const at = bytes.length + head.length + mended.length + tail.length
  const place = `${bytes.length + 1}`.padStart(10, '0')
  const update = `xref\n${object} 1\n${place} 00000 n\r\ntrailer\n<<\n  ${kept.join('\n  ')}\n  /Prev ${before}\n>>\nstartxref\n${at}\n%%EOF`
  return Buffer.concat([bytes, head, mended, tail, Buffer.from(update, 'latin1')])
}
