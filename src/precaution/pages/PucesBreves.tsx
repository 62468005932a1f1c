import { differe } from '../../socle/ui/differe.tsx'
import { puces } from '../en-bref.ts'
import type { PropsPuces } from './Puces.tsx'

// Its icons are asked for by the first list that has something to show.
const Breves = differe(() => import('./Puces.tsx'), 'Breves')

/** What must be known of a person, in the row of a list: icons, each with its name; nothing when nothing must. */
export function PucesBreves(props: PropsPuces) {
  if (!props.illisibles && puces(props.precautions, props.numeroPartage).length === 0) return null
  return <Breves {...props} />
}
