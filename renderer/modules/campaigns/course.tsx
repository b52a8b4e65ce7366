import { useState } from 'react'
import { useHarmony, useMay } from '../../app/harmony.tsx'
import { languageName, useSay, type Say } from '../../app/words.ts'
import { Card } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { CodeField } from '../../kit/form/code-field.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import { Line, Stack } from '../../kit/tall.tsx'
import { useDo } from '../opportunities/acting.ts'
import styles from './campaigns.module.css'
import { campaignInput, type Campaign, type Channel, type Step, type Text } from './types.ts'

const channels = ['mail', 'phone', 'post'] as const
/** What may stand in a text for what is known of whoever gets it, and the word for each. */
const placeholders = [
  ['name', 'field.name'],
  ['title', 'field.title'],
  ['company', 'field.customerName'],
  ['email', 'field.email'],
  ['sender', 'campaigns.ui.sender'],
  ['seller', 'field.entity'],
] as const

/** What is wrong with a text, said where it stands; as the core's `stepsFault` will have it. */
function faultOf(say: Say, text: string): string | undefined {
  if (text.trim() === '') return say('campaigns.ui.said')
  const named = [...text.matchAll(/\{\{\s*(\w*)\s*\}\}/g)].map((found) => found[1]!)
  const placeholder = named.find((name) => !placeholders.some(([known]) => known === name))
  return placeholder === undefined ? undefined : say('campaigns.ui.strange', { placeholder: `{{${placeholder}}}` })
}

/** What happens after how many days, by which channel, in which words. */
export function CourseCard({ campaign }: { campaign: Campaign }) {
  const say = useSay()
  const may = useMay()
  const [course, setCourse] = useState<readonly Step[]>(campaign.course)
  const { manifest } = useHarmony()
  const [checked, setChecked] = useState(false)
  const { run, busy } = useDo('campaigns.save')
  const editable = campaign.state === 'draft' && may('campaigns.write')
  const changed = JSON.stringify(course) !== JSON.stringify(campaign.course)
  const set = (i: number, step: Step): void => setCourse(course.map((one, j) => (j === i ? step : one)))
  const fresh = (): Step => ({
    afterDays: (course.at(-1)?.afterDays ?? -7) + 7,
    channel: campaign.channel,
    // In the languages of the step before; the first speaks whoever plans it.
    texts: (course.at(-1)?.texts ?? [{ language: manifest.language }]).map(({ language }) => ({ language, topic: '', message: '' })),
  })
  const save = (): void => {
    setChecked(true)
    const faulty = course.some(({ texts }) => texts.some(({ topic, message }) => faultOf(say, topic) ?? faultOf(say, message)))
    if (!faulty) void run({ ...campaignInput(campaign), course }, say('campaigns.ui.courseSaved'))
  }
  return (
    <Card
      title={say('field.course')}
      actions={
        editable ? (
          <Line>
            {changed ? (
              <Button small look="primary" busy={busy} onClick={save}>
                {say('campaigns.ui.saveCourse')}
              </Button>
            ) : null}
            <Button small icon="plus" onClick={() => setCourse([...course, fresh()])}>
              {say('campaigns.ui.addStep')}
            </Button>
          </Line>
        ) : null
      }
    >
      {course.length === 0 ? <p className={styles['quiet']}>{say('campaigns.ui.noSteps')}</p> : null}
      <ol className={styles['steps']}>
        {course.map((step, i) => (
          <li key={i} className={styles['step']}>
            {editable ? (
              <StepFields
                step={step}
                number={i + 1}
                checked={checked}
                onChange={(next) => set(i, next)}
                onRemove={() => setCourse(course.filter((_, j) => j !== i))}
              />
            ) : (
              <StepRead step={step} number={i + 1} />
            )}
          </li>
        ))}
      </ol>
      {editable && course.length > 0 ? (
        <div className={styles['quiet']}>
          {say('campaigns.ui.placeholders')}
          <dl className={styles['placeholders']}>
            {placeholders.map(([name, word]) => (
              <div key={name}>
                <dt>
                  <code>{`{{${name}}}`}</code>
                </dt>
                <dd>{say(word)}</dd>
              </div>
            ))}
          </dl>
        </div>
      ) : null}
    </Card>
  )
}

function StepRead({ step, number }: { step: Step; number: number }) {
  const say = useSay()
  return (
    <Stack>
      <strong>
        {say('campaigns.ui.stepHead', { number: `${number}`, days: `${step.afterDays}`, channel: say(`choice.channel.${step.channel}`) })}
      </strong>
      {step.texts.map((text) => (
        <div key={text.language} className={styles['text']} lang={text.language}>
          <span className={styles['language']}>{languageName(text.language)}</span>
          <strong>{text.topic}</strong>
          <p>{text.message}</p>
        </div>
      ))}
    </Stack>
  )
}

function StepFields({
  step,
  number,
  checked,
  onChange,
  onRemove,
}: {
  step: Step
  number: number
  /** Saving was tried: what is wrong is said. */
  checked: boolean
  onChange: (step: Step) => void
  onRemove: () => void
}) {
  const say = useSay()
  const setText = (i: number, change: Partial<Text>): void =>
    onChange({ ...step, texts: step.texts.map((text, j) => (j === i ? { ...text, ...change } : text)) })
  const { manifest } = useHarmony()
  const wrong = (text: string): { error?: string } => {
    const error = checked ? faultOf(say, text) : undefined
    return error === undefined ? {} : { error }
  }
  const missing = manifest.languages.map(({ code }) => code).find((language) => !step.texts.some((text) => text.language === language))
  return (
    <Stack>
      <div className={styles['stepHead']}>
        <strong>{say('campaigns.ui.step', { number: `${number}` })}</strong>
        <TextField
          label={say('field.afterDays')}
          figures
          value={`${step.afterDays}`}
          onChange={(typed) => /^\d{1,4}$/.test(typed) && onChange({ ...step, afterDays: Number(typed) })}
        />
        <Choose
          label={say('field.channel')}
          value={step.channel}
          onChange={(next) => onChange({ ...step, channel: (next ?? 'mail') as Channel })}
          options={channels.map((value) => ({ value, label: say(`choice.channel.${value}`) }))}
        />
        <IconButton icon="trash" label={say('campaigns.ui.removeStep', { number: `${number}` })} onClick={onRemove} />
      </div>
      {step.texts.map((text, i) => (
        <div key={i} className={styles['textFields']}>
          <CodeField of="language" label={say('field.language')} value={text.language} onChange={(language) => setText(i, { language })} />
          <TextField label={say('field.topic')} value={text.topic} onChange={(topic) => setText(i, { topic })} {...wrong(text.topic)} />
          {step.texts.length > 1 ? (
            <IconButton
              icon="trash"
              label={say('campaigns.ui.removeText', { language: languageName(text.language) })}
              onClick={() => onChange({ ...step, texts: step.texts.filter((_, j) => j !== i) })}
            />
          ) : (
            <span />
          )}
          <div className={styles['whole']}>
            <LongField
              label={say(step.channel === 'phone' ? 'campaigns.ui.guide' : 'field.message')}
              value={text.message}
              onChange={(message) => setText(i, { message })}
              rows={5}
              {...wrong(text.message)}
            />
          </div>
        </div>
      ))}
      {missing ? (
        <Line>
          <Button
            small
            icon="plus"
            onClick={() => onChange({ ...step, texts: [...step.texts, { language: missing, topic: '', message: '' }] })}
          >
            {say('campaigns.ui.addText', { language: languageName(missing) })}
          </Button>
        </Line>
      ) : null}
    </Stack>
  )
}
