import { TextInput } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { useState } from 'react'
import { communeLisible, prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { dateChiffres } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Combien } from '../../socle/ui/liste/Combien.tsx'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { RecherchePersonne } from '../audit.ts'
import type { chercherPersonne } from '../chercher-personne.ts'

type Personne = Output<typeof chercherPersonne>['personnes'][number]

const COLONNES: [Colonne<Personne>, ...Colonne<Personne>[]] = [
  { cle: 'nom', titre: 'Personne', cellule: p => `${prenomLisible(p.prenom)} ${p.nom}` },
  { cle: 'naissance', titre: 'Naissance', cellule: p => p.dateNaissance && dateChiffres(p.dateNaissance) },
  { cle: 'commune', titre: 'Commune', cellule: p => p.commune && communeLisible(p.commune) },
  {
    cle: 'reponse',
    titre: 'Suite',
    cellule: p => (
      <>
        <Lien vers="/audit/reponse" recherche={{ personne: p.id }}>
          Qui a lu son dossier
        </Lien>
        {' · '}
        <Lien vers="/audit" recherche={{ personne: p.id }}>
          Ses lectures au journal
        </Lien>
      </>
    ),
  },
]

/** Finds the person who asks, by what she says of herself: her name, whole, and her birth date. */
export function ChercherPersonne() {
  const [trouvees, setTrouvees] = useState<Personne[] | null>(null)
  const form = useFormulaire(RecherchePersonne, { nom: '', naissance: null })
  return (
    <Fiche titre="Trouver la personne">
      <Formulaire
        form={form}
        bouton="Chercher"
        perte={null}
        envoyer={async qui =>
          setTrouvees((await call<typeof chercherPersonne>('POST /audit/personnes', qui)).personnes)
        }
      >
        <TextInput
          {...form.texte('nom', 'Nom de famille')}
          description="En entier, d’usage ou de naissance."
          autoComplete="off"
        />
        <ChampDate {...form.date('naissance', 'Date de naissance')} sens="passe" description="Par exemple 12/4/1985." />
      </Formulaire>
      <Combien nombre={trouvees?.length ?? null} nom={['personne trouvée', 'personnes trouvées']} />
      {trouvees && (
        <Liste
          titre="Personnes trouvées"
          lignes={trouvees}
          cle={p => p.id}
          colonnes={COLONNES}
          vide={
            <Vide titre="Aucune personne de ce nom, née ce jour" niveau={3} icone={IconSearchOff}>
              Vérifiez le nom entier et la date de naissance avec la personne.
            </Vide>
          }
        />
      )}
    </Fiche>
  )
}
