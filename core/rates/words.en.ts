import type { MoreWords, WordsOf } from '../kernel/words.ts'
import type { ratesModule } from './module.ts'

export default {
  'module.rates': 'Exchange rates',
  rates: 'Exchange rates',
  'rates.list': 'Exchange rates',
  'rates.find': 'Find the rate of a day',
  'rates.record': 'Record exchange rate',
  'rates.read': 'See exchange rates',
  'rates.write': 'Record exchange rates',
  'rates.missing':
    'No exchange rate from {{from}} to {{to}} is published on or before {{day}}. Nothing was converted; somebody with the permit “Record exchange rates” can record one.',
  'rates.stale':
    'The last rate of {{base}} in {{quote}} is of {{published}}, {{age}} days before {{day}}; at most {{limit}} are allowed. Nothing was converted; somebody with the permit “Record exchange rates” can record a newer one.',
  'rates.samePair': 'A rate needs two currencies, not {{currency}} twice. Nothing was recorded.',
  'rates.notPositive': 'A rate of {{value}} is not possible. Nothing was recorded; rates are above zero.',
  'rates.otherWayRound':
    '{{source}} publishes this pair as {{quote}} in {{base}}. Nothing was recorded; record it that way round, the inverse is derived from it.',
  'rates.unchanged': 'The rate of {{base}} in {{quote}} on {{day}} is {{value}} already. Nothing was recorded.',
  'rates.unusual':
    '{{value}} is far from the last rate of {{base}} in {{quote}}, {{before}} of {{published}}. Nothing was recorded; if it is right, confirm it.',
  'field.id': 'Id',
  'field.source': 'Source',
  'field.type': 'Type',
  'choice.type.spot': 'Spot',
  'choice.type.average': 'Average',
  'choice.type.closing': 'Closing',
  'field.base': 'Base',
  'field.quote': 'Quoted in',
  'field.day': 'Day',
  'field.value': 'Value',
  'field.version': 'Version',
  'field.current': 'Current',
  'field.confirmed': 'I have checked this rate',
  'field.from': 'From',
  'field.to': 'To',
  'field.legs': 'Rates used',
  'field.inverse': 'Inverse',
} satisfies WordsOf<typeof ratesModule> & MoreWords
