import { pluriel } from '../../socle/ui/dates.ts'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { type DejaDit, direDejaDit } from '../deja-dit.ts'
import classes from './Diagnostic.module.css'

/** What the person already told the CAF, the MSA or France Travail, source by source: nobody asks it again (rule E6). */
export function DejaDitAilleurs({ dit }: { dit: DejaDit }) {
  const groupes = direDejaDit(dit)
  if (groupes.length === 0) return null
  const nombre = groupes.reduce((somme, g) => somme + g.lignes.length, 0)
  return (
    <details className={classes.dejaDit}>
      <summary>Déjà dit ailleurs : {pluriel(nombre, 'réponse')}, à ne pas redemander</summary>
      {groupes.map(({ source, lignes }) => (
        <Fiche key={source} titre={source} serree>
          <Reperes liste={lignes.map(({ libelle, valeur }) => ({ terme: libelle, valeur }))} />
        </Fiche>
      ))}
    </details>
  )
}
