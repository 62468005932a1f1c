import type { Effectif } from '../../socle/secret.ts'
import { Chiffre } from '../../socle/ui/Chiffre.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { compte, dessinable, moisCourt, personnes } from '../chiffres.ts'
import type { Mesures } from '../mesures.ts'
import { tableauxEntrants } from '../tableaux.ts'
import { Definition } from './Definition.tsx'
import { Graphique } from './Graphique.tsx'
import classes from './Pilotage.module.css'
import { Qui } from './Qui.tsx'
import { TableauChiffres } from './TableauChiffres.tsx'

function direEntrants(n: Effectif): string {
  if (n === 'masque') return 'L’effectif est masqué.'
  if (n === 0) return 'Personne n’est entré dans le dispositif.'
  return `${personnes(n)} à orienter ${n === 1 ? 'est entrée' : 'sont entrées'} dans le dispositif.`
}

/** I01. */
export function NouveauxEntrants({ donnees, periode }: { donnees: Mesures; periode: string }) {
  const { I01, entrees, nommer } = donnees
  return (
    <Chiffre
      titre="Nouveaux entrants"
      valeur={compte(I01.valeur)}
      phrase={`${direEntrants(I01.valeur)} Période : ${periode}.`}
      calcul={donnees.definitions.I01 && <Definition definition={donnees.definitions.I01} />}
      qui={
        <>
          {nommer && <Qui indicateur="I01" />}
          <Lien vers="/pilotage/definitions">Selon quelle définition ?</Lien>
        </>
      }
    >
      <Graphique
        titre="Nouveaux entrants mois par mois ; les chiffres sont dans le tableau."
        points={entrees.map(m => ({ etiquette: moisCourt(m.mois), valeur: dessinable(m.entrants) }))}
      />
      <div className={classes.deux}>
        {tableauxEntrants(donnees).map(tableau => (
          <TableauChiffres key={tableau.titre} {...tableau} />
        ))}
      </div>
    </Chiffre>
  )
}
