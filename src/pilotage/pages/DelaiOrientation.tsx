import { Chiffre } from '../../socle/ui/Chiffre.tsx'
import { pluriel } from '../../socle/ui/dates.ts'
import { compte, dessinable, direTaux, moisCourt, personnes, tauxVu } from '../chiffres.ts'
import type { Mesures } from '../mesures.ts'
import { tableauxDelai } from '../tableaux.ts'
import { Definition } from './Definition.tsx'
import { Graphique } from './Graphique.tsx'
import classes from './Pilotage.module.css'
import { Qui } from './Qui.tsx'
import { TableauChiffres } from './TableauChiffres.tsx'

/** I02. */
export function DelaiOrientation({ donnees }: { donnees: Mesures }) {
  const { I02, entrees, delais, nommer } = donnees
  const global = I02.accompagnementGlobal
  return (
    <Chiffre
      titre={`Orientés en ${pluriel(delais.jours, 'jour')} et moins`}
      valeur={I02.valeur === null ? null : direTaux(I02.valeur)}
      phrase={
        I02.denominateur === 0
          ? 'Personne n’est entré sur la période : il n’y a rien à mesurer.'
          : `${compte(I02.numerateur)} sur ${personnes(I02.denominateur)}. Objectif de la convention : 100\u00a0%.`
      }
      calcul={donnees.definitions.I02 && <Definition definition={donnees.definitions.I02} />}
      qui={
        nommer && (
          <>
            <Qui indicateur="I02" />
            <Qui indicateur="I02" plus={{ parmi: 'hors-delai' }}>
              Qui a passé le délai ?
            </Qui>
          </>
        )
      }
    >
      {I02.denominateur !== 0 && (
        <ul className={classes.suite}>
          <li>
            En {delais.mois === 1 ? 'un mois' : `${delais.mois} mois`} : {direTaux(I02.unMois.valeur)} (
            {compte(I02.unMois.numerateur)} sur {compte(I02.unMois.denominateur)})
          </li>
          <li>Délai encore en cours : {personnes(I02.enCours)}</li>
          <li>Sortis avant d’être orientés : {personnes(I02.sortis)}</li>
          <li>
            Dont accompagnement global : {personnes(global.orientes)}
            {global.orientes !== 0 && `, à temps : ${compte(global.aTemps)}`}
          </li>
        </ul>
      )}
      <Graphique
        titre={`Part des entrants de chaque mois orientés en ${delais.jours} jours, l’objectif étant 100 % ; les chiffres sont dans le tableau.`}
        points={entrees.map(m => {
          const part = dessinable(tauxVu(m.aTemps, m.entrants))
          return { etiquette: moisCourt(m.mois), valeur: part === null ? null : Math.round(part / 100) }
        })}
        format={v => `${v}\u00a0%`}
        maximum={115}
        repere={{ valeur: 100, libelle: 'objectif 100\u00a0%' }}
      />
      {tableauxDelai(donnees).map(tableau => (
        <TableauChiffres key={tableau.titre} {...tableau} />
      ))}
    </Chiffre>
  )
}
