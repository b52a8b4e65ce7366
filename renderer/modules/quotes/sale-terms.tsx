import { currencies } from '../../../core/kernel/money.ts'
import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Choose } from '../../kit/choose.tsx'

interface Terms {
  readonly currency: string
  readonly language: string
}
/** The currency and the language of a quote or an order; `asCustomer` is what stands there where nothing is chosen, as a placeholder or beneath it. */
export function CurrencyAndLanguage({
  draft,
  onPut,
  asCustomer,
}: {
  draft: Terms
  onPut: (more: Partial<Terms>) => void
  asCustomer: { readonly placeholder: string } | { readonly hint: string }
}) {
  const say = useSay()
  const { manifest } = useHarmony()
  return (
    <>
      <Choose
        label={say('field.currency')}
        value={draft.currency || null}
        onChange={(currency) => onPut({ currency: currency ?? '' })}
        options={currencies.map((currency) => ({ value: currency, label: currency }))}
        {...asCustomer}
        searchable
        clearable
      />
      <Choose
        label={say('field.language')}
        value={draft.language || null}
        onChange={(language) => onPut({ language: language ?? '' })}
        options={manifest.languages.map(({ code, name }) => ({ value: code, label: name }))}
        {...asCustomer}
        clearable
      />
    </>
  )
}
