// The package's own types are not reachable through its "exports"; these are the parts that the storage uses.
declare module 'better-sqlite3-multiple-ciphers' {
  export interface RunResult {
    readonly changes: number
    readonly lastInsertRowid: number | bigint
  }
  export interface Statement {
    readonly reader: boolean
    readonly busy: boolean
    run(...parameters: unknown[]): RunResult
    get(...parameters: unknown[]): unknown
    all(...parameters: unknown[]): unknown[]
    iterate(...parameters: unknown[]): IterableIterator<unknown>
    raw(on?: boolean): this
    safeIntegers(on?: boolean): this
  }
  export interface Database {
    readonly open: boolean
    readonly inTransaction: boolean
    prepare(sql: string): Statement
    exec(sql: string): this
    key(key: Buffer): number
    rekey(key: Buffer): number
    pragma(text: string, options?: { readonly simple?: boolean }): unknown
    function(name: string, options: { readonly deterministic?: boolean }, body: (...values: unknown[]) => unknown): this
    serialize(): Buffer
    close(): this
  }
  const Sqlite: new (
    file: string | Buffer,
    options?: { readonly timeout?: number; readonly readonly?: boolean; readonly fileMustExist?: boolean },
  ) => Database
  export default Sqlite
}
