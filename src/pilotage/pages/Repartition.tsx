import { DOMINANTES, NOMS_DOMINANTES } from '../../offre/dominante.ts'
import { ORGANISMES } from '../../offre/structure.ts'
import { Chiffre } from '../../socle/ui/Chiffre.tsx'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Barres } from './Barres.tsx'
import { compte, dessinable, moisEntier, personnes, tauxVu } from './chiffres.ts'
import type { Tableau } from './csv.ts'
import { Definition } from './Definition.tsx'
import type { Donnees } from './NouveauxEntrants.tsx'
import classes from './Pilotage.module.css'
import { Qui } from './Qui.tsx'
import { TableauChiffres } from './TableauChiffres.tsx'

const SANS_REFERENT = 'Référent à désigner'
const direOrganisme = (organisme: keyof typeof ORGANISMES | null) => (organisme ? ORGANISMES[organisme] : SANS_REFERENT)

export function tableauxRepartition({ I05, dominantes }: Donnees): Tableau[] {
  return [
    {
      titre: 'Par dominante',
      colonnes: ['Dominante', 'Personnes', 'En veille'],
      lignes: I05.parDominante.map(d => [DOMINANTES[d.dominante], compte(d.personnes), compte(d.enVeille)]),
    },
    {
      titre: 'Par organisme du référent',
      colonnes: ['Organisme', 'Personnes', 'En veille'],
      lignes: I05.parOrganisme.map(o => [direOrganisme(o.organisme), compte(o.personnes), compte(o.enVeille)]),
    },
    {
      titre: 'Par structure du référent',
      colonnes: ['Structure', 'Personnes', 'En veille'],
      lignes: I05.parStructure.map(s => [s.structure ?? SANS_REFERENT, compte(s.personnes), compte(s.enVeille)]),
    },
    {
      titre: 'Orientations en cours à la fin de chaque mois, veilles comprises',
      colonnes: ['Mois', ...NOMS_DOMINANTES.map(d => DOMINANTES[d])],
      lignes: dominantes.map(m => [moisEntier(m.mois), ...NOMS_DOMINANTES.map(d => compte(m[d]))]),
    },
  ]
}

/** I05. */
export function Repartition({ donnees }: { donnees: Donnees }) {
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
