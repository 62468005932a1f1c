import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
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
import { champ, Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
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
  const form = useForm<{ nom: string; naissance: string | null }>({
    initialValues: { nom: '', naissance: null },
    validate: {
      nom: v => (v.trim() ? null : 'Écrivez le nom de famille, en entier.'),
      naissance: v => (v ? null : 'Écrivez la date de naissance, par exemple 12/4/1985.'),
    },
  })
  return (
    <Fiche titre="Trouver la personne">
      <Formulaire
        form={form}
        libelles={{ nom: 'Nom de famille', naissance: 'Date de naissance' }}
        bouton="Chercher"
        envoyer={async ({ nom, naissance }) =>
          setTrouvees(
            (await call<typeof chercherPersonne>('POST /audit/personnes', { nom, naissance: naissance ?? '' }))
              .personnes,
          )
        }
      >
        <TextInput
          label="Nom de famille"
          description="En entier, d’usage ou de naissance."
          autoComplete="off"
          {...champ(form, 'nom')}
        />
        <ChampDate
          label="Date de naissance"
          sens="passe"
          description="Par exemple 12/4/1985."
          id="champ-naissance"
          value={form.values.naissance}
          onChange={jour => form.setFieldValue('naissance', jour)}
          error={form.errors.naissance}
        />
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
