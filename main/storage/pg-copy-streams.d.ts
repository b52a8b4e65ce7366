declare module 'pg-copy-streams' {
  import type { Submittable } from 'pg'
  import type { Writable } from 'node:stream'
  /** A writable stream that feeds `COPY … FROM STDIN`; hand it to `client.query`. */
  export function from(sql: string): Writable & Submittable & { readonly rowCount: number }
}
