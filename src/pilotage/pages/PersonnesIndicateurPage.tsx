import { useParams, useSearch } from '@tanstack/react-router'
import { communeLisible, prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { MOTIFS_PERSONNES } from '../../socle/export/motifs.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { dateCourte, pluriel } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Exporter } from '../../socle/ui/exporter/Exporter.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { useSuite } from '../../socle/ui/liste/suite.ts'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Input, Output } from '../../socle/use-case.ts'
import type { personnesIndicateur } from '../personnes-indicateur.ts'
import { type CodeIndicateur, DEFINITIONS } from '../pilotage.ts'
import { useDemande } from './FiltresPilotage.tsx'

type Ligne = Output<typeof personnesIndicateur>['lignes'][number]
const NOM: Colonne<Ligne> = { cle: 'nom', titre: 'Personne', cellule: l => `${prenomLisible(l.prenom)} ${l.nom}` }
const COMMUNE: Colonne<Ligne> = {
  cle: 'commune',
  titre: 'Commune',
  cellule: l => (l.commune ? communeLisible(l.commune) : ''),
}

function direDelai(l: Ligne) {
  const terme = dateCourte(l.echeance ?? '')
  if (l.orienteLe)
    return (
      <Etat ton={l.delai === 'a-temps' ? 'done' : 'late'}>
        Orientée le {dateCourte(l.orienteLe)}
        {l.delai === 'a-temps' ? '' : `, attendue au plus tard le ${terme}`}
      </Etat>
    )
  if (l.delai === null) return <Etat ton="info">Sortie avant d’être orientée</Etat>
  if (l.delai === 'hors-delai') return <Etat ton="late">Pas encore orientée, attendue au plus tard le {terme}</Etat>
  return <Etat ton="waiting">Pas encore orientée, à faire au plus tard le {terme}</Etat>
}

const PAR_ENTREE: [Colonne<Ligne>, ...Colonne<Ligne>[]] = [
  NOM,
  COMMUNE,
  { cle: 'recu', titre: 'Reçue le', cellule: l => dateCourte(l.recuLe ?? '') },
  { cle: 'motif', titre: 'Motif', cellule: l => l.motif },
  { cle: 'delai', titre: 'Orientation', cellule: direDelai },
]
const PAR_SUIVI: [Colonne<Ligne>, ...Colonne<Ligne>[]] = [
  NOM,
  COMMUNE,
  { cle: 'dominante', titre: 'Dominante', cellule: l => l.dominante },
  { cle: 'structure', titre: 'Structure du référent', cellule: l => l.structure ?? 'Référent à désigner' },
]

/** The persons behind a figure, within the agent's perimeter. */
export function PersonnesIndicateurPage() {
  const { indicateur = 'I01' } = useParams({ strict: false }) as { indicateur?: CodeIndicateur }
  const recherche = useSearch({ strict: false }) as Record<string, string>
  const { periode, demande } = useDemande()
  const { parmi, dominante } = recherche
  const question = { indicateur, ...demande, parmi, dominante }
  const { requete, lignes, total } = useSuite(['pilotage-personnes', question], depuis =>
    call<typeof personnesIndicateur>('GET /pilotage/:indicateur/personnes', { ...question, depuis } as Input<
      typeof personnesIndicateur
    >),
  )
  const titre = DEFINITIONS[indicateur]?.titre ?? 'Indicateur'
  return (
    <Page
      titre={`${titre} : qui ?`}
      phrase={`${periode.libelle}.${requete.data ? ` ${pluriel(total, 'personne')} dans votre périmètre ; le chiffre du pilotage compte tout le territoire.` : ''}`}
      actions={
        total > 0 && (
          <Exporter
            droit="export.indicateur"
            route="POST /pilotage/:indicateur/personnes/export"
            entree={question}
            quoi={pluriel(total, 'personne')}
            motifs={MOTIFS_PERSONNES}
            personnes
          />
        )
      }
      ariane={[{ libelle: 'Pilotage', vers: '/pilotage', recherche }]}
    >
      {indicateur === 'I02' && (
        <Filtres
          memoire="pilotage-personnes"
          filtres={[
            {
              genre: 'puces',
              cle: 'parmi',
              libelle: 'Orientation',
              choix: [
                { valeur: 'a-temps', libelle: 'À temps' },
                { valeur: 'hors-delai', libelle: 'Hors délai' },
                { valeur: 'en-cours', libelle: 'Délai en cours' },
              ],
            },
          ]}
        />
      )}
      {requete.error ? (
        <Erreur
          erreur={requete.error}
          reessayer={() => requete.refetch()}
          ailleurs={{ vers: '/pilotage', libelle: 'Voir le pilotage' }}
        />
      ) : requete.isPending ? (
        <Attente forme="liste" />
      ) : (
        <Liste
          titre={titre}
          lignes={lignes}
          cle={l => l.cle}
          lien={l => `/personnes/${l.personneId}`}
          colonnes={indicateur === 'I05' ? PAR_SUIVI : PAR_ENTREE}
          vide={<Vide titre="Aucune personne à afficher">Aucune personne de votre périmètre n’est comptée ici.</Vide>}
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
