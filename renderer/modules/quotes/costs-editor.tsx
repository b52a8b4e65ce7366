import { currencies } from '../../../core/kernel/money.ts'
import { parseDecimal } from '../../app/culture.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Segments } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, TextField } from '../../kit/parts.tsx'
import { newCost, type CostDraft } from './sale-draft.ts'
import styles from './selling.module.css'

/** What is bought for a line: any number of suppliers, in any currency, each on a schedule of its own. */
export function CostsEditor({
  costs,
  onChange,
  currency,
}: {
  costs: readonly CostDraft[]
  onChange: (costs: readonly CostDraft[]) => void
  currency: string
}) {
  const say = useSay()
  return (
    <div className={styles['form']}>
      {costs.length === 0 ? <p className={styles['quiet']}>{say('quotes.ui.nothingBought')}</p> : null}
      {costs.map((cost, i) => (
        <OneCost
          key={cost.key}
          cost={cost}
          number={i + 1}
          onPut={(more) => onChange(costs.map((one) => (one.key === cost.key ? { ...one, ...more } : one)))}
          onGone={() => onChange(costs.filter(({ key }) => key !== cost.key))}
        />
      ))}
      <div>
        <Button small icon="plus" onClick={() => onChange([...costs, newCost(currency)])}>
          {say('quotes.ui.addCost')}
        </Button>
      </div>
    </div>
  )
}

function OneCost({
  cost,
  number,
  onPut,
  onGone,
}: {
  cost: CostDraft
  number: number
  onPut: (more: Partial<CostDraft>) => void
  onGone: () => void
}) {
  const say = useSay()
  const culture = useCulture()
  const suppliers = useLookup('suppliers')
  const wrong = (typed: string): { error?: string } =>
    typed !== '' && parseDecimal(culture.name, typed) === undefined ? { error: say('quotes.ui.noNumber') } : {}
  const figure = (field: 'quantity' | 'unitCost' | 'months' | 'termMonths' | 'noticeDays', word: string, hint?: string) => (
    <TextField
      label={say(word)}
      value={cost[field]}
      onChange={(typed) => onPut({ [field]: typed })}
      figures
      {...(hint ? { hint } : {})}
      {...wrong(cost[field])}
    />
  )
  return (
    <fieldset className={styles['cost']}>
      <legend>{cost.item || say('quotes.ui.costNumber', { number })}</legend>
      <div className={styles['pair']}>
        <TextField label={say('field.item')} value={cost.item} onChange={(item) => onPut({ item })} required autoComplete="off" />
        {suppliers && cost.supplierName === '' ? (
          <ReferenceField
            label={say('quotes.ui.supplier')}
            view={suppliers}
            value={cost.supplier}
            onChange={(supplier) => onPut({ supplier })}
            clearable
          />
        ) : (
          <TextField
            label={say('quotes.ui.supplier')}
            value={cost.supplierName}
            onChange={(supplierName) => onPut({ supplierName })}
            hint={say('quotes.ui.ownStaffHint')}
            autoComplete="off"
          />
        )}
        {figure('quantity', 'field.quantity')}
        {figure('unitCost', 'field.unitCost')}
        <Choose
          label={say('field.currency')}
          value={cost.currency || null}
          onChange={(currency) => onPut({ currency: currency ?? '' })}
          options={currencies.map((currency) => ({ value: currency, label: currency }))}
          searchable
        />
        {figure('months', 'quotes.ui.rhythm', say('quotes.ui.rhythmHint'))}
        {cost.months === '' ? null : (
          <>
            {figure('termMonths', 'field.termMonths')}
            {figure('noticeDays', 'field.noticeDays')}
          </>
        )}
        <DayField label={say('field.start')} value={cost.start} onChange={(start) => onPut({ start })} hint={say('quotes.ui.asLine')} />
      </div>
      <Segments
        label={say('field.quantityRule')}
        value={cost.quantityRule}
        onChange={(quantityRule) => onPut({ quantityRule })}
        options={(['perUnit', 'fixed'] as const).map((value) => ({ value, label: say(`choice.quantityRule.${value}`) }))}
      />
      <div>
        <Button small icon="trash" onClick={onGone}>
          {say('quotes.ui.removeCost', { item: cost.item || number })}
        </Button>
      </div>
    </fieldset>
  )
}
