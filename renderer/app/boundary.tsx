import { Component, type ReactNode } from 'react'
import { Notice } from '../kit/state.tsx'
import { Button } from '../kit/parts.tsx'
import { SignedOut } from './port.ts'
import { say } from './words.ts'

interface State {
  readonly trouble: Error | null
  readonly at: string
}
/** A bug stops one screen, never the whole window. It says what happened and what to do. */
export class Boundary extends Component<{ at: string; children: ReactNode }, State> {
  override state: State = { trouble: null, at: this.props.at }
  static getDerivedStateFromError(trouble: unknown): Partial<State> {
    return { trouble: trouble instanceof Error ? trouble : new Error(String(trouble)) }
  }
  // Another address is another screen, and a new chance.
  static getDerivedStateFromProps({ at }: { at: string }, state: State): State | null {
    return state.at === at ? null : { trouble: null, at }
  }
  override render(): ReactNode {
    const { trouble } = this.state
    if (!trouble || trouble instanceof SignedOut) return this.props.children
    return (
      <div style={{ padding: 24 }}>
        <Notice
          tone="danger"
          title={say('app.trouble.title')}
          action={<Button onClick={() => location.reload()}>{say('app.trouble.reload')}</Button>}
        >
          <p>{say('app.trouble.lead')}</p>
          <code>{trouble.message}</code>
        </Notice>
      </div>
    )
  }
}
