import { MOTIFS_ENTREE } from '../../droit/entree.ts'
import type { Effectif } from '../../socle/secret.ts'
import { Chiffre } from '../../socle/ui/Chiffre.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { tableauPilotage } from '../tableau-pilotage.ts'
import { compte, dessinable, moisCourt, moisEntier, personnes } from './chiffres.ts'
import type { Tableau } from './csv.ts'
import { Definition } from './Definition.tsx'
import { Graphique } from './Graphique.tsx'
import classes from './Pilotage.module.css'
import { Qui } from './Qui.tsx'
import { TableauChiffres } from './TableauChiffres.tsx'

export type Donnees = Output<typeof tableauPilotage>

export function tableauxEntrants({ I01, entrees }: Donnees): Tableau[] {
  return [
    {
      titre: 'Nouveaux entrants par mois',
      colonnes: ['Mois', 'Personnes'],
      lignes: entrees.map(m => [moisEntier(m.mois, m.complet), compte(m.entrants)]),
    },
    {
      titre: 'Nouveaux entrants par motif',
      colonnes: ['Motif', 'Personnes'],
      lignes: I01.parMotif.map(m => [MOTIFS_ENTREE[m.motif], compte(m.personnes)]),
    },
  ]
}

function direEntrants(n: Effectif): string {
  if (n === 'masque') return 'L’effectif est masqué.'
  if (n === 0) return 'Personne n’est entré dans le dispositif.'
  return `${personnes(n)} à orienter ${n === 1 ? 'est entrée' : 'sont entrées'} dans le dispositif.`
}

/** I01. */
export function NouveauxEntrants({ donnees, periode }: { donnees: Donnees; periode: string }) {
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
          <Lien vers="/pilotage/definitions">Selon quelle définition ?</Lien>
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
