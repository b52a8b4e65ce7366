import { pino, type Logger } from 'pino'

/** From much to little. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export const isLogLevel = (text: string): text is (typeof logLevels)[number] => (logLevels as readonly string[]).includes(text)

/** SQLSTATE classes whose sentences quote what somebody entered: data exceptions, broken constraints. */
const quotesData = /^(22|23)...$/

/** Native modules throw errors of a world of their own. */
const isError = (error: unknown): error is Error =>
  error instanceof Error || (typeof error === 'object' && typeof (error as { message?: unknown } | null)?.message === 'string')

/**
 * What of an error goes into the log. Errors of databases carry the statement, its values and the row that was in the way; none of that is the log's: what
 * is kept says where it happened, and what kind of thing it was.
 */
export function plainError(error: unknown): object {
  if (!isError(error)) return { type: typeof error }
  const { code, constraint, table, routine, parent, original } = error as {
    code?: unknown; constraint?: unknown; table?: unknown; routine?: unknown; parent?: { code?: unknown }; original?: { code?: unknown }
  } // prettier-ignore
  const known = [code, parent?.code, original?.code].find((one) => typeof one === 'string') as string | undefined
  const hidden = known !== undefined && quotesData.test(known)
  return {
    type: error.name,
    ...(known === undefined ? {} : { code: known }),
    ...Object.fromEntries(Object.entries({ constraint, table, routine }).filter(([, value]) => typeof value === 'string')),
    ...(hidden ? {} : { message: error.message.slice(0, 500) }),
    // The frames alone: the first lines repeat the message.
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n'),
    ...(error.cause === undefined ? {} : { cause: plainError(error.cause) }),
  }
}

/** JSON lines, one a request and one a thing that happened. No body, no header, no address beyond its route ever goes in. */
export function openLog(level: string, write: (line: string) => void): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      // Whatever a library hands over as a request or an answer is left out whole.
      serializers: {
        err: plainError,
        error: plainError,
        req: () => undefined,
        res: (res: { statusCode?: number }) => ({ status: res.statusCode }),
      },
    },
    { write },
  )
}
