import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { askOver, useAsk } from '../../app/ask.ts'
import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Pinnable, type About } from './pinnable.tsx'
import styles from './consolidation.module.css'
import { total } from './sums.ts'

interface Row {
  readonly groupCurrency: string
  readonly net: string
  readonly charges: number
  readonly blocked: number
}
interface Proposed {
  readonly rows: readonly (Row & { readonly run: string })[]
  readonly upTo: string | null
}
interface Place {
  readonly entity: string
  readonly customer: string
}
interface Since {
  readonly asOf: string
  readonly at: string
  readonly rows: readonly Row[]
  readonly lines: number
  readonly next: Place | null
}
/** Contract lines of a house that are gone through unasked, a few thousand with each question; with more of them it is begun by a press. */
const mostUnasked = 30_000

/**
 * What became due and is in no proposal, gone through question by question. It stands as of its moment: what is committed meanwhile does not begin it anew, other
 * than another proposal, with which nothing may be counted twice.
 */
function useSince(entity: string | null, proposed: Proposed | undefined, enabled: boolean) {
  const { port } = useHarmony()
  const walk = useInfiniteQuery({
    queryKey: ['since', entity, proposed],
    queryFn: ({ pageParam, signal }) => askOver<Since>(port, 'billing.unproposed', { ...(entity === null ? {} : { entity }), ...(pageParam ? { after: pageParam } : {}) }, signal),
    initialPageParam: null as Place | null,
    getNextPageParam: ({ next }) => next,
    enabled: enabled && proposed !== undefined,
    staleTime: 5 * 60_000,
  })
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = walk
  const [first] = data?.pages ?? []
  const second = (data?.pages.length ?? 0) > 1
  const goes = hasNextPage && !isFetching && !isError && first !== undefined && (first.lines <= mostUnasked || second)
  useEffect(() => {
    if (goes) void fetchNextPage()
  }, [goes, fetchNextPage])
  return {
    first,
    rows: (data?.pages ?? []).flatMap(({ rows }) => rows),
    whole: first !== undefined && !hasNextPage,
    /** There are so many lines that somebody has to want it. */
    waits: hasNextPage && !isFetching && !second && first !== undefined && first.lines > mostUnasked,
    begin: () => void fetchNextPage(),
    failed: isError,
  }
} // prettier-ignore

/** What is due and on no invoice: what proposals have, and what became due since. It leads to the run that waits, or to all of them. */
export function Unbilled({ entity, statement }: About) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const allowed = may('billing.read')
  const { data } = useAsk<Proposed>('billing.unbilled', entity === null ? {} : { entity }, { keep: true, enabled: allowed })
  const since = useSince(entity, data, allowed)
  if (!data) return null
  const rows = [...data.rows, ...since.rows]
  const currency = rows[0]?.groupCurrency ?? statement.groupCurrency
  if (rows.some(({ groupCurrency }) => groupCurrency !== currency)) return null
  // Until all lines are gone through, the figure is what proposals have, and says so.
  const later = total(since.rows.map((row) => row.net))
  const net = total([...data.rows.map((row) => row.net), ...(since.whole ? [later] : [])])
  // Who lacks something in a proposal lacks it today too, so one of both counts it.
  const blocked = (since.whole ? since.rows : data.rows).reduce((sum, row) => sum + row.blocked, 0)
  const runs = [...new Set(data.rows.map(({ run }) => run))]
  const amount = culture.money(currency, net)
  const to = runs.length === 1 ? `/billing/runs/${runs[0]}` : '/billing/runs'
  const told = [
    data.upTo === null ? say('consolidation.ui.neverBilled') : say('consolidation.ui.billedUpTo', { day: culture.day(data.upTo) }),
    ...(blocked > 0 ? [say('consolidation.ui.blocked', { count: culture.count(blocked) })] : []),
    ...(since.whole && since.first
      ? [say('consolidation.ui.sinceThen', { amount: culture.money(currency, later), at: culture.instant(since.first.at) })]
      : since.failed
        ? [say('consolidation.ui.sinceUnknown')]
        : since.waits
          ? []
          : [say('consolidation.ui.sinceLooking')]),
  ].join(', ')
  const lead = since.waits ? (
    <>
      {told},{' '}
      <button type="button" className={styles['walk']} onClick={since.begin}>
        {say('consolidation.ui.sinceBegin', { count: culture.count(since.first!.lines) })}
      </button>
    </>
  ) : (
    told
  )
  return (
    <Pinnable
      name="unbilled"
      word={say('consolidation.ui.unbilled')}
      value={net === '0' ? amount : <Go to={to}>{amount}</Go>}
      lead={lead}
      tone={net === '0' && blocked === 0 ? undefined : 'warn'}
    />
  )
}
