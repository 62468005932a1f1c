import { dateLongue } from '../dates.ts'
import { Etat } from '../Etat.tsx'
import { type DonneesEcheance, direEcheance } from './echeance.ts'

/** A due date in words, with its tone and icon; the full date comes on hover and stays in the `time` element. */
export function Echeance(props: DonneesEcheance & { nu?: boolean }) {
  const { ton, texte } = direEcheance(props)
  const jour = props.fait ?? props.pour
  return (
    <Etat ton={ton} nu={props.nu} title={dateLongue(jour)}>
      <time dateTime={jour}>{texte}</time>
    </Etat>
  )
}
