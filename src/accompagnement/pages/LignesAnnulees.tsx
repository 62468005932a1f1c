import { dateCourte } from '../../socle/ui/dates.ts'
import classes from './Annulation.module.css'

type Annulee = { id: string; quoi: string; debut: string; annuleLe: string; annulePar: string | null; motif: string }

/** What was cancelled, under what holds or held: struck out, with who, when and why. */
export function LignesAnnulees({ lignes, aujourdhui }: { lignes: readonly Annulee[]; aujourdhui: string }) {
  if (lignes.length === 0) return null
  return (
    <ol aria-label="Annulées, faites par erreur" className={classes.annulees}>
      {lignes.map(l => (
        <li key={l.id}>
          <p>
            <s>
              {l.quoi}, depuis le {dateCourte(l.debut, aujourdhui)}
            </s>
          </p>
          <p>
            Annulée le {dateCourte(l.annuleLe, aujourdhui)}
            {l.annulePar && ` par ${l.annulePar}`}. Motif{'\u00a0'}: {l.motif}
          </p>
        </li>
      ))}
    </ol>
  )
}
