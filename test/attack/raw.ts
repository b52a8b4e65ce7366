import { connect } from 'node:net'

export interface Plain {
  readonly status: number
  readonly headers: string
  readonly body: string
  /** Answers that came over the one connection. */
  readonly answers: number
}
/** Exactly these bytes: what no well-behaved client would ever send. */
export const bytes = (port: number, text: string): Promise<Plain> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (part) => (answer += part.toString('latin1')))
    socket.on('error', reject)
    socket.on('close', () => {
      const at = answer.indexOf('\r\n\r\n')
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0),
        headers: answer.slice(0, at).toLowerCase(),
        body: answer.slice(at + 4),
        answers: answer.split(/HTTP\/1\.1 \d{3} /).length - 1,
      })
    })
    socket.write(text, 'latin1')
  })

/** A request of these lines; its length, our name and the end of the connection are added. */
export const lines = (port: number, head: readonly string[], body = ''): Promise<Plain> => {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  const named = head.some((line) => /^host:/i.test(line)) ? head : [head[0]!, `Host: 127.0.0.1:${port}`, ...head.slice(1)]
  return bytes(port, Buffer.from([...named, ...length, 'Connection: close', '', body].join('\r\n')).toString('latin1'))
}
