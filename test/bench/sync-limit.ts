/// <reference path="../../main/storage/better-sqlite3-multiple-ciphers.d.ts" />
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import Sqlite from 'better-sqlite3-multiple-ciphers'
import type { Database } from '../../main/storage/connect.ts'
import { copyLine } from '../../main/storage/session.ts'

// The physical limit beside the product: the same bytes in one packed request and one bulk insert, and nothing decided.

/** At the hub: takes all orders at once into a bare table, and gives all products in one stream. Answers its address. */
export async function bareHub(database: Database): Promise<{ address: string; close(): void }> {
  await database.transact((session) => session.script('create table bench_orders (id text not null primary key, body text not null)'))
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const done = request.method === 'POST' ? take(Buffer.concat(parts)) : give()
      void done.then((bytes) => response.end(bytes))
    })
  })
  const take = async (packed: Buffer): Promise<string> => {
    const orders = JSON.parse(gunzipSync(packed).toString()) as readonly (readonly [string, string])[]
    await database.transact((session) =>
      session.dialect === 'postgres'
        ? session.copy('bench_orders', 'id, body', orders, copyLine)
        : session.runEach('insert into bench_orders (id, body) values (?, ?)', orders, (order) => order),
    )
    return String(orders.length)
  }
  const give = async (): Promise<Buffer> => {
    const rows = await database.read((session) =>
      session.rows('select code, names, kind, unit, version, active from products order by code'),
    )
    return gzipSync(
      JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
      { level: 4 },
    )
  }
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => void server.close() }
}

export interface Bytes {
  readonly up: number
  readonly down: number
}
/** The device's side: everything in one packed request. */
export async function sendBare(address: string, orders: readonly (readonly [string, string])[]): Promise<Bytes> {
  const body = gzipSync(JSON.stringify(orders), { level: 6 })
  const answer = await fetch(address, { method: 'POST', body })
  return { up: body.length, down: (await answer.text()).length }
}
/** Everything in one stream, into an encrypted file as it should be: one transaction, one prepared statement. */
export async function getBare(address: string, folder: string): Promise<Bytes> {
  const packed = Buffer.from(await (await fetch(address)).arrayBuffer())
  const rows = JSON.parse(gunzipSync(packed).toString()) as readonly (readonly (string | number | boolean)[])[]
  const file = new Sqlite(path.join(folder, 'bare.db'))
  file.pragma(`key = 'bench'`)
  file.pragma('journal_mode = wal')
  file.exec('create table products (code text not null primary key, names text, kind text, unit text, version integer, active integer)')
  const insert = file.prepare('insert into products values (?, ?, ?, ?, ?, ?)')
  file.exec('begin')
  for (const row of rows) insert.run(row.map((value) => (typeof value === 'boolean' ? Number(value) : value)))
  file.exec('commit')
  file.close()
  return { up: 0, down: packed.length }
}
