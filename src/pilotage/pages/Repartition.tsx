import { DOMINANTES } from '../../offre/dominante.ts'
import { Chiffre } from '../../socle/ui/Chiffre.tsx'
import { dateLongue } from '../../socle/ui/dates.ts'
import { compte, dessinable, personnes, tauxVu } from '../chiffres.ts'
import type { Mesures } from '../mesures.ts'
import { direOrganisme, tableauxRepartition } from '../tableaux.ts'
import { Barres } from './Barres.tsx'
import { Definition } from './Definition.tsx'
import classes from './Pilotage.module.css'
import { Qui } from './Qui.tsx'
import { TableauChiffres } from './TableauChiffres.tsx'

/** I05. */
export function Repartition({ donnees }: { donnees: Mesures }) {
  const { I05, cibles, nommer } = donnees
  const [parDominante, parOrganisme, parStructure, parMois] = tableauxRepartition(donnees)
  return (
    <Chiffre
      titre="Personnes accompagnées"
      valeur={compte(I05.valeur)}
      phrase={`Le ${dateLongue(I05.le)}, par parcours et par organisme du référent. En veille, non comptées : ${personnes(I05.enVeille)}.`}
      calcul={donnees.definitions.I05 && <Definition definition={donnees.definitions.I05} />}
      qui={nommer && <Qui indicateur="I05" />}
    >
      <div className={classes.deux}>
        <Barres
          barres={I05.parDominante.map(d => ({
            libelle: DOMINANTES[d.dominante],
            effectif: personnes(d.personnes),
            part: dessinable(tauxVu(d.personnes, I05.valeur)),
            repere: cibles[d.dominante] * 100,
          }))}
        />
        <Barres
          barres={I05.parOrganisme.map(o => ({
            libelle: direOrganisme(o.organisme),
            effectif: personnes(o.personnes),
            part: dessinable(tauxVu(o.personnes, I05.valeur)),
          }))}
        />
        {parDominante && <TableauChiffres {...parDominante} />}
        {parOrganisme && <TableauChiffres {...parOrganisme} />}
        {[parStructure, parMois].map(
          tableau =>
            tableau && (
              <details key={tableau.titre}>
                <summary>{tableau.titre}</summary>
                <TableauChiffres {...tableau} />
              </details>
            ),
        )}
      </div>
    </Chiffre>
  )
}
