import { differe } from '../../socle/ui/differe.tsx'
import { ILLISIBLES, puces } from '../en-bref.ts'
import type { PropsPuces } from './Puces.tsx'

// Its icons are asked for by the first list that has something to show.
const Breves = differe(() => import('./Puces.tsx'), 'Breves')

/** What must be known of a person, in the row of a list: icons, each with its name; their words until icons can come. */
export function PucesBreves(props: PropsPuces) {
  const mots = props.illisibles ? [ILLISIBLES] : puces(props.precautions, props.numeroPartage).map(({ mot }) => mot)
  if (mots.length === 0) return null
  return <Breves {...props} secours={<small> {mots.join(', ')}</small>} />
}
