import { defaultParseSearch, Link, useCanGoBack, useLocation, useRouter, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, type ComponentType, type ReactNode } from 'react'
import { addressOf } from './menu.ts'
import { say } from './words.ts'
import { store, useStore } from './store.ts'

// Routes are made at run time from what the modules bring, so their paths are plain text; this is the one file that says so to the router.

type Search = Readonly<Record<string, unknown>>

function partsOf(path: string): { readonly to: string; readonly search: Search } {
  const [to = '/', query] = addressOf(path).split('?')
  return { to, search: query ? (defaultParseSearch(`?${query}`) as Search) : {} }
}

export function useGo(): (path: string, options?: { search?: Search; replace?: boolean }) => void {
  const navigate = useNavigate()
  return (path, options) => {
    const { to, search } = partsOf(path)
    void navigate({ to, search: options?.search ?? search, replace: options?.replace ?? false } as never)
  }
}
/** One step back; from the first page of the window to where everything begins. */
export function useBack(): () => void {
  const can = useCanGoBack()
  const router = useRouter()
  const go = useGo()
  return () => (can ? router.history.back() : go('/'))
}
const AnyLink = Link as unknown as ComponentType<Record<string, unknown>>
/** A link inside the product. */
export function Go({
  to,
  search,
  children,
  className,
  current,
  label,
  onClick,
}: {
  to: string
  search?: Search
  children: ReactNode
  className?: string | undefined
  current?: boolean
  label?: string
  onClick?: () => void
}) {
  return (
    <AnyLink
      to={partsOf(to).to}
      search={search ?? partsOf(to).search}
      {...(className ? { className } : {})}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      {...(label ? { 'aria-label': label } : {})}
      {...(onClick ? { onClick } : {})}
      activeProps={{}}
      inactiveProps={{}}
    >
      {children}
    </AnyLink>
  )
}
/** What the address carries: `/billing/runs/$run` gives `useParam('run')`. */
export function useParam(name: string): string {
  const all = useParams({ strict: false } as never) as Readonly<Record<string, string | undefined>>
  return all[name] ?? ''
}
/** A name with dots at the end of the address: `/list/billing/invoices` gives `billing.invoices`. */
export const useNameInAddress = (): string => useParam('_splat').replaceAll('/', '.')
export const usePath = (): string => useLocation({ select: (l) => l.pathname })

/** One part of the address after the `?`, kept in step both ways. `undefined` takes it out. */
export function useSearchState(): [Search, (next: Search) => void] {
  const search = useSearch({ strict: false } as never) as Search
  const navigate = useNavigate()
  return [search, (next) => void navigate({ to: '.', search: (now: Search) => tidy({ ...now, ...next }), replace: true } as never)]
}
const tidy = (search: Search): Search => Object.fromEntries(Object.entries(search).filter(([, v]) => v !== undefined))

const crumb = store<string | null>(null)
export const useCrumb = (): string | null => useStore(crumb)
/** Names the screen: last part of the breadcrumb, title of the window. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    crumb.set(title ?? null)
    document.title = title ? `${title} – ${say('app.name')}` : say('app.name')
    return () => crumb.set(null)
  }, [title])
}
