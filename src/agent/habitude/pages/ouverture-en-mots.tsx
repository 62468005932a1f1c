import { prenomLisible } from '../../../personne/noms.ts'
import { Etat } from '../../../socle/ui/Etat.tsx'
import { MOTIFS_OUVERTURE, type MotifOuverture } from '../motifs.ts'
import type { Ouverture } from '../ouvertures.ts'
import classes from './Habitude.module.css'

export const deQui = ({ nom, prenom }: Ouverture): string =>
  nom === null ? 'Personne effacée' : `${prenomLisible(prenom ?? '')} ${nom}`

/** The reason as it was said. */
export function Raison({ ouverture: { motif, precision } }: { ouverture: Ouverture }) {
  return (
    <>
      {MOTIFS_OUVERTURE[motif as MotifOuverture] ?? motif}
      {precision && <span className={classes.discret}>{precision}</span>}
    </>
  )
}

/** Where the review stands, with what was asked and answered. */
export function Revue({ ouverture: { revue, mot, explication } }: { ouverture: Ouverture }) {
  return (
    <>
      {revue === null ? (
        <Etat ton="waiting">À revoir</Etat>
      ) : revue === 'normal' ? (
        <Etat ton="done">Normal</Etat>
      ) : explication === null ? (
        <Etat ton="soon">À expliquer</Etat>
      ) : (
        <Etat ton="info">Expliqué, à revoir</Etat>
      )}
      {mot && <span className={classes.discret}>Question : {mot}</span>}
      {explication && <span className={classes.discret}>Réponse : {explication}</span>}
    </>
  )
}
