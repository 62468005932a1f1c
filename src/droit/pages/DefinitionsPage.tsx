import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Chiffre } from '../../socle/ui/Chiffre.tsx'
import { moisAnnee, nombre, pluriel } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Lien, LienBouton } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { comparerDefinitions } from '../comparer-definitions.ts'
import type { CodeDefinition } from '../definition-entree.ts'
import classes from './Definitions.module.css'
import { EcartsDefinitions } from './EcartsDefinitions.tsx'

type Donnees = Output<typeof comparerDefinitions>
type Definition = Donnees['definitions'][number]

/** One address for the comparison and, with two definitions in it, for who differs between them. */
export function DefinitionsPage() {
  const { definition, avec } = useSearch({ strict: false }) as Record<string, string | undefined>
  return definition && avec ? <EcartsDefinitions /> : <ComparaisonDefinitions />
}

/** The same month counted by each published definition: how many, how far from the one in force, and who differs. */
function ComparaisonDefinitions() {
  const { mois } = useSearch({ strict: false }) as { mois?: string }
  const administrateur = usePeut()('territoire.administrer')
  const requete = useQuery({
    queryKey: ['definitions-entree', mois],
    queryFn: () => call<typeof comparerDefinitions>('GET /entrees/definitions', mois ? { mois } : {}),
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      titre="Nouveaux entrants : selon quelle définition ?"
      phrase="Quatre définitions sont publiées. Voici le même mois compté par chacune, à partir des mêmes flux."
      ariane={
        administrateur ? [{ libelle: 'Paramètres', vers: '/parametres' }] : [{ libelle: 'Pilotage', vers: '/pilotage' }]
      }
      actions={
        administrateur && (
          <LienBouton vers="/parametres" variant="default">
            Changer de définition
          </LienBouton>
        )
      }
    >
      <Charge requete={requete} attente="chiffre">
        {donnees =>
          donnees.mois ? (
            <Comparaison donnees={donnees} mois={donnees.mois} />
          ) : (
            <Vide titre="Aucun flux mensuel pour l’instant">
              La comparaison apparaîtra ici dès qu’un flux mensuel de la CAF ou de la MSA aura été importé.
            </Vide>
          )
        }
      </Charge>
    </Page>
  )
}

function Comparaison({ donnees, mois }: { donnees: Donnees; mois: string }) {
  const naviguer = useNavigate()
  const vigueur = donnees.definitions.find(d => d.code === donnees.enVigueur)
  return (
    <>
      <div className={classes.mois}>
        <Select
          allowDeselect={false}
          label="Mois des flux"
          value={mois}
          onChange={choisi => choisi && naviguer({ to: '.', search: { mois: choisi } as never })}
          data={donnees.moisConnus.map(value => ({ value, label: moisAnnee(`${value}-01`) }))}
        />
        <p>
          Ce mois-là, la définition en vigueur est : <strong>{vigueur?.nom}</strong>. Quelle que soit la définition,
          aucun délai ne s’ouvre pour une personne déjà suivie. Le mois est celui que les flux décrivent ; le pilotage
          compte chacun le jour où il est reçu, souvent le mois suivant.
        </p>
      </div>
      <div className={classes.cartes}>
        {donnees.definitions.map(d => (
          <Carte key={d.code} definition={d} donnees={donnees} mois={mois} />
        ))}
      </div>
    </>
  )
}

const compte = (n: Definition['personnes']) => (n === null ? null : n === 'masque' ? 'masqué' : nombre(n))

function Carte({ definition: d, donnees, mois }: { definition: Definition; donnees: Donnees; mois: string }) {
  const sansQuotidien = d.code === 'premier-quotidien' && donnees.quotidiens === 0
  return (
    <Chiffre
      titre={d.nom}
      valeur={compte(d.personnes)}
      phrase={d.compte}
      calcul={
        <dl className={classes.details}>
          <dt>Ce qu’elle écarte</dt>
          <dd>{d.ecarte}</dd>
          <dt>Source</dt>
          <dd>{d.source}</dd>
          <dt>Version</dt>
          <dd>
            {d.version}, {d.publiee}
          </dd>
        </dl>
      }
    >
      {d.code === donnees.enVigueur ? (
        <div>
          <Etat ton="done">En vigueur</Etat>
        </div>
      ) : (
        <Ecarts definition={d} donnees={donnees} mois={mois} />
      )}
      {sansQuotidien && (
        <p className={classes.note}>
          Aucun flux quotidien de ce mois n’a été importé : cette définition n’y voit personne.
        </p>
      )}
    </Chiffre>
  )
}

function Ecarts({ definition: d, donnees, mois }: { definition: Definition; donnees: Donnees; mois: string }) {
  const { enVigueur, nommer } = donnees
  if (d.enPlus === 'masque' || d.enMoins === 'masque')
    return (
      <p className={classes.note}>
        L’écart avec la définition en vigueur porte sur trop peu de personnes : il est masqué.
      </p>
    )
  if (!d.enPlus && !d.enMoins) return <p className={classes.note}>Les mêmes personnes que la définition en vigueur.</p>
  return (
    <ul className={classes.ecarts} aria-label="Écart avec la définition en vigueur">
      <Ecart signe="+" n={d.enPlus} definition={d.code} avec={enVigueur} {...{ mois, nommer }}>
        que la définition en vigueur ne compte pas
      </Ecart>
      <Ecart signe="−" n={d.enMoins} definition={enVigueur} avec={d.code} {...{ mois, nommer }}>
        que la définition en vigueur compte
      </Ecart>
    </ul>
  )
}

type PropsEcart = {
  signe: string
  n: number | null
  definition: CodeDefinition
  avec: CodeDefinition
  mois: string
  nommer: boolean
  children: ReactNode
}

function Ecart({ signe, n, nommer, children, ...recherche }: PropsEcart) {
  if (!n) return null
  const effectif = `${signe}${pluriel(n, 'personne')}`
  return (
    <li>
      {nommer ? (
        <Lien vers="/pilotage/definitions" recherche={recherche}>
          {effectif}
        </Lien>
      ) : (
        <strong>{effectif}</strong>
      )}{' '}
      {children}
    </li>
  )
}
