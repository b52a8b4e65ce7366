import { useSay } from '../../app/words.ts'
import { ImportsGrid } from './imports-grid.tsx'

export default function Imports() {
  return <ImportsGrid title={useSay()('imports.list')} />
}
