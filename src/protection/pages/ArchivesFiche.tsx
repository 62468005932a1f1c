import { Button, Text, Textarea, TextInput } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { useState } from 'react'
import { prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { dateChiffres, dateLongue, pluriel } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Combien } from '../../socle/ui/liste/Combien.tsx'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { chercherArchives } from '../chercher-archives.ts'
import type { ouvrirArchive } from '../ouvrir-archive.ts'
import { DemandeOuverture, RechercheArchives } from '../protection.ts'
import { ArchiveOuverte } from './ArchiveOuverte.tsx'

type Archive = Output<typeof chercherArchives>['archives'][number]
type Ouverte = Output<typeof ouvrirArchive>

/** Finds a file that left the active base, and opens it for a reason that its timeline keeps. */
export function ArchivesFiche({ archivees }: { archivees: number }) {
  const [trouvees, setTrouvees] = useState<Output<typeof chercherArchives> | null>(null)
  const [choisie, setChoisie] = useState<Archive | null>(null)
  const [ouverte, setOuverte] = useState<(Ouverte & { motif: string }) | null>(null)
  const form = useFormulaire(RechercheArchives, { q: '' })
  const colonnes: [Colonne<Archive>, ...Colonne<Archive>[]] = [
    { cle: 'nom', titre: 'Personne', cellule: a => `${prenomLisible(a.prenom)} ${a.nom}` },
    { cle: 'naissance', titre: 'Date de naissance', cellule: a => dateChiffres(a.dateNaissance) },
    { cle: 'le', titre: 'Aux archives depuis le', cellule: a => dateChiffres(a.le) },
    {
      cle: 'ouvrir',
      titre: 'Lire',
      cellule: a => (
        <Button
          variant="default"
          size="compact-md"
          onClick={() => setChoisie(a)}
          aria-label={`Ouvrir ${a.prenom} ${a.nom}`}
        >
          Ouvrir
        </Button>
      ),
    },
  ]
  return (
    <Fiche titre="Archives">
      <Text component="p" mt={0} mb="sm">
        {pluriel(archivees, 'dossier')} aux archives. Un dossier en revient seul quand un fichier l’annonce de nouveau.
      </Text>
      <Formulaire
        form={form}
        bouton="Chercher aux archives"
        perte={null}
        envoyer={async ({ q }) => setTrouvees(await call<typeof chercherArchives>('POST /archives/recherche', { q }))}
      >
        <TextInput {...form.texte('q', 'Nom et prénom')} autoComplete="off" />
      </Formulaire>
      <Combien nombre={trouvees?.archives.length ?? null} nom={['personne trouvée', 'personnes trouvées']} />
      {trouvees?.tronque && <p>Seuls les premiers dossiers sont montrés. Écrivez aussi le prénom, ou le nom entier.</p>}
      {trouvees && (
        <Liste
          titre="Dossiers trouvés aux archives"
          lignes={trouvees.archives}
          cle={a => a.id}
          colonnes={colonnes}
          vide={
            <Vide titre="Aucune personne de ce nom aux archives" niveau={3} icone={IconSearchOff}>
              Le dossier est peut-être dans la base active, ou il a été effacé à son terme.
            </Vide>
          }
        />
      )}
      <Fenetre
        opened={choisie !== null && ouverte === null}
        onClose={() => setChoisie(null)}
        title={choisie ? `Ouvrir le dossier de ${prenomLisible(choisie.prenom)} ${choisie.nom}` : ''}
      >
        {choisie && (
          <DireMotif
            archive={choisie}
            ouvrir={async motif =>
              setOuverte({
                ...(await call<typeof ouvrirArchive>('POST /archives/:archiveId/ouverture', {
                  archiveId: choisie.id,
                  motif,
                })),
                motif,
              })
            }
          />
        )}
      </Fenetre>
      {ouverte && (
        <ArchiveOuverte
          archive={ouverte}
          fermer={sortie => {
            if (sortie) setTrouvees(t => t && { ...t, archives: t.archives.filter(a => a.id !== ouverte.id) })
            setOuverte(null)
            setChoisie(null)
          }}
        />
      )}
    </Fiche>
  )
}

function DireMotif({ archive, ouvrir }: { archive: Archive; ouvrir: (motif: string) => Promise<unknown> }) {
  const form = useFormulaire(DemandeOuverture, { motif: '' })
  return (
    <Formulaire
      form={form}
      bouton="Ouvrir le dossier"
      perte="Le dossier n’est pas ouvert : la raison que vous avez écrite sera perdue."
      envoyer={({ motif }) => ouvrir(motif)}
    >
      <Text component="p" m={0} c="dimmed">
        Aux archives depuis le {dateLongue(archive.le)}.
      </Text>
      <Textarea
        {...form.texte('motif', 'Pourquoi l’ouvrir ?')}
        description="Par exemple : « Demande d’accès reçue le 3 mars ». La raison et votre nom restent au fil du dossier."
        data-autofocus
        autosize
        minRows={2}
      />
    </Formulaire>
  )
}
