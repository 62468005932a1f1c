import { useSearch } from '@tanstack/react-router'
import { communeLisible, prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { moisAnnee, pluriel } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { useSuite } from '../../socle/ui/liste/suite.ts'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Input, Output } from '../../socle/use-case.ts'
import { type CodeDefinition, DEFINITIONS_ENTREE } from '../definition-entree.ts'
import type { ecartsDefinitions } from '../ecarts-definitions.ts'

type Ligne = Output<typeof ecartsDefinitions>['lignes'][number]
const nomDe = (code: string | undefined) => DEFINITIONS_ENTREE[code as CodeDefinition]?.nom ?? 'Définition inconnue'
const phrase = (texte: string) => texte.charAt(0).toUpperCase() + texte.slice(1)

/** The persons that a definition counts and another leaves out, within the agent's perimeter, and why in words. */
export function EcartsDefinitions() {
  const { mois = '', definition, avec } = useSearch({ strict: false }) as Record<string, string | undefined>
  const question = { mois, definition, avec }
  const { requete, lignes, total } = useSuite(['definitions-ecarts', question], depuis =>
    call<typeof ecartsDefinitions>('GET /entrees/definitions/ecarts', { ...question, depuis } as Input<
      typeof ecartsDefinitions
    >),
  )
  const colonnes: [Colonne<Ligne>, ...Colonne<Ligne>[]] = [
    { cle: 'nom', titre: 'Personne', cellule: l => `${prenomLisible(l.prenom)} ${l.nom}` },
    { cle: 'commune', titre: 'Commune', cellule: l => (l.commune ? communeLisible(l.commune) : '') },
    { cle: 'compte', titre: 'Ce qui la fait compter', cellule: l => phrase(l.compte) },
    { cle: 'ecart', titre: 'Ce qui l’écarte', cellule: l => phrase(l.ecart) },
  ]
  return (
    <Page
      titre="Qui n’est pas compté pareil ?"
      phrase={
        <>
          Comptées par « {nomDe(definition)} », écartées par « {nomDe(avec)} », flux de{' '}
          {mois ? moisAnnee(`${mois}-01`) : 'ce mois'}. {pluriel(total, 'personne')} dans votre périmètre.
        </>
      }
      ariane={[
        { libelle: 'Pilotage', vers: '/pilotage' },
        { libelle: 'Selon quelle définition ?', vers: '/pilotage/definitions', recherche: { mois } },
      ]}
    >
      {requete.error ? (
        <Erreur erreur={requete.error} reessayer={() => requete.refetch()} />
      ) : requete.isPending ? (
        <Attente forme="liste" />
      ) : (
        <Liste
          titre="Personnes comptées par une définition et pas par l’autre"
          lignes={lignes}
          cle={l => l.personneId}
          lien={l => `/personnes/${l.personneId}`}
          colonnes={colonnes}
          vide={
            <Vide titre="Aucune personne à afficher">
              Dans votre périmètre, les deux définitions comptent les mêmes personnes ce mois-là.
            </Vide>
          }
          suite={{
            reste: total - lignes.length,
            charger: () => requete.fetchNextPage(),
            enCours: requete.isFetchingNextPage,
          }}
        />
      )}
    </Page>
  )
}
