import { Alert } from '@mantine/core'
import { IconDownload, IconSearchOff, IconUser } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { communeLisible, prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { MOTIFS_JOURNAL } from '../../socle/export/motifs.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { dateCourte, heure, pluriel } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Exporter } from '../../socle/ui/exporter/Exporter.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { useSession } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Input, Output } from '../../socle/use-case.ts'
import type { lectures } from '../lectures.ts'
import classes from './Audit.module.css'
import { FiltresLectures } from './FiltresLectures.tsx'
import { OngletsAudit } from './OngletsAudit.tsx'

type Lecture = Output<typeof lectures>['lignes'][number]
type Personne = NonNullable<Output<typeof lectures>['personne']>

const COLONNES: [Colonne<Lecture>, ...Colonne<Lecture>[]] = [
  { cle: 'le', titre: 'Quand', cellule: l => `${dateCourte(l.le)}, ${heure(l.le)}` },
  {
    cle: 'agent',
    titre: 'Qui a lu',
    cellule: l => (
      <>
        {l.agent}
        <span className={classes.discret}>{[l.role, l.structure].filter(Boolean).join(', ')}</span>
      </>
    ),
  },
  {
    cle: 'personne',
    titre: 'Le dossier de',
    cellule: l =>
      l.nom === null ? (
        'Personne effacée'
      ) : (
        <Lien vers="/audit" recherche={{ personne: l.personneId }}>
          {prenomLisible(l.prenom ?? '')} {l.nom}
        </Lien>
      ),
  },
  { cle: 'quoi', titre: 'Ce qui a été lu', cellule: l => l.quoi },
  { cle: 'raison', titre: 'Pourquoi', cellule: l => l.raison },
]

/** Who read whom, when, what and why. */
export function LecturesPage() {
  const { valeurs, changer } = useFiltres('audit', ['agent', 'quoi', 'du', 'au'])
  const { agent, personne, quoi, du, au, export: numero } = valeurs
  const filtre = { agent, personne, quoi, du, au, export: numero } as Input<typeof lectures>
  const requete = useInfiniteQuery({
    queryKey: ['audit-lectures', filtre],
    queryFn: ({ pageParam }) =>
      call<typeof lectures>('GET /audit/lectures', { ...filtre, ...(pageParam ? { avant: pageParam } : {}) }),
    initialPageParam: 0,
    getNextPageParam: derniere => derniere.suite ?? undefined,
    placeholderData: keepPreviousData,
  })
  const premiere = requete.data?.pages[0]
  const lignes = requete.data?.pages.flatMap(p => p.lignes) ?? []
  const total = premiere?.total ?? 0
  return (
    <Page
      titre="Lectures"
      phrase={
        premiere
          ? `${pluriel(total, 'lecture')}. Les noms servent à répondre aux personnes.`
          : 'Les noms servent à répondre aux personnes.'
      }
      actions={
        total > 0 && (
          <Exporter
            droit="export.journal"
            route="POST /audit/lectures/export"
            entree={filtre}
            quoi={pluriel(total, 'lecture')}
            motifs={MOTIFS_JOURNAL}
            personnes
          />
        )
      }
      entete={<OngletsAudit ici="/audit" />}
    >
      <FiltresLectures valeurs={valeurs} changer={changer} />
      {numero && <ExportChoisi numero={numero} />}
      {premiere?.personne && <PersonneChoisie personne={premiere.personne} />}
      {requete.error ? (
        <Erreur erreur={requete.error} reessayer={() => requete.refetch()} />
      ) : requete.isPending ? (
        <Attente forme="liste" />
      ) : (
        <Liste
          titre="Lectures"
          lignes={lignes}
          cle={l => String(l.id)}
          colonnes={COLONNES}
          vide={
            <Vide titre="Aucune lecture" icone={IconSearchOff}>
              Rien n’a été lu qui réponde à ces filtres.
            </Vide>
          }
          suite={{
            reste: requete.hasNextPage ? total - lignes.length : 0,
            charger: () => requete.fetchNextPage(),
            enCours: requete.isFetchingNextPage,
          }}
        />
      )}
    </Page>
  )
}

function ExportChoisi({ numero }: { numero: string }) {
  const { territoire } = useSession()
  return (
    <Alert
      variant="light"
      icon={<IconDownload {...ICONE} />}
      title={`Personnes de l’export n° ${territoire.code}-${numero}`}
    >
      Celles dont la ligne est sortie, avec ce qui ouvrait leur dossier.{' '}
      <Lien vers="/audit/sorties">Revenir à ce qui est sorti</Lien>
      {' · '}
      <Lien vers="/audit">Voir toutes les lectures</Lien>
    </Alert>
  )
}

function PersonneChoisie({ personne }: { personne: Personne }) {
  const nom = `${prenomLisible(personne.prenom)} ${personne.nom}`
  const details = [
    personne.dateNaissance && `Date de naissance\u00a0: ${dateCourte(personne.dateNaissance)}`,
    personne.commune && communeLisible(personne.commune),
  ]
  return (
    <Alert variant="light" icon={<IconUser {...ICONE} />} title={`Lectures du dossier de ${nom}`}>
      {details.filter(Boolean).join(', ')}. Votre consultation est gardée au journal.{' '}
      <Lien vers="/audit/reponse" recherche={{ personne: personne.id }}>
        Préparer sa réponse
      </Lien>
      {' · '}
      <Lien vers="/audit">Voir toutes les lectures</Lien>
    </Alert>
  )
}
