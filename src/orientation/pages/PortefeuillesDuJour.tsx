import { direAFaire } from '../../accompagnement/accompagnement.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { aujourdhui } from '../aujourdhui.ts'
import classes from './AujourdhuiPage.module.css'

type Portefeuille = NonNullable<Output<typeof aujourdhui>['portefeuille']>

/** What the portfolios ask, each count with the list that shows it. */
export function PortefeuillesDuJour({ aFaire, sansReferent }: Portefeuille) {
  return (
    <Fiche titre="Portefeuilles de l’équipe" serree>
      <ul className={classes.portefeuilles}>
        {aFaire > 0 && (
          <li>
            <Lien vers="/portefeuille" recherche={{ urgence: 'a-faire' }}>
              {direAFaire(aFaire)}
            </Lien>
          </li>
        )}
        {sansReferent > 0 && (
          <li>
            <Lien vers="/portefeuille">
              {pluriel(sansReferent, 'personne attend un référent', 'personnes attendent un référent')}
            </Lien>
          </li>
        )}
      </ul>
    </Fiche>
  )
}
