import { Alert } from '@mantine/core'
import { IconDownload, IconUser } from '@tabler/icons-react'
import { communeLisible, prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { MOTIFS_JOURNAL } from '../../socle/export/motifs.ts'
import { dateCourte, pluriel } from '../../socle/ui/dates.ts'
import { Exporter } from '../../socle/ui/exporter/Exporter.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import type { Colonne } from '../../socle/ui/liste/Liste.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { useSession } from '../../socle/ui/session.ts'
import type { Input, Output } from '../../socle/use-case.ts'
import type { lectures } from '../lectures.ts'
import { FiltresLectures } from './FiltresLectures.tsx'
import { Journal, quandEtQui, useJournal } from './Journal.tsx'
import { OngletsAudit } from './OngletsAudit.tsx'

type Lecture = Output<typeof lectures>['lignes'][number]
type Personne = NonNullable<Output<typeof lectures>['personne']>

const COLONNES: [Colonne<Lecture>, ...Colonne<Lecture>[]] = [
  ...quandEtQui<Lecture>(),
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
  const { requete, premiere, total, lignes } = useJournal<Lecture, Output<typeof lectures>>(
    ['audit-lectures', filtre],
    suite => call<typeof lectures>('GET /audit/lectures', { ...filtre, ...suite }),
  )
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
      <Journal
        requete={requete}
        lignes={lignes}
        total={total}
        titre="Lectures"
        colonnes={COLONNES}
        vide={['Aucune lecture', 'Rien n’a été lu qui réponde à ces filtres.']}
      />
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
