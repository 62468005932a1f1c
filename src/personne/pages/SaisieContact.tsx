import { Checkbox, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { telephone } from '../../socle/ui/dates.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { useVu } from '../../socle/ui/saisie/vu.ts'
import { fautesContact, SaisieContact as Schema } from '../contact.ts'
import type { corrigerContact } from '../corriger-contact.ts'

type Props = {
  personneId: string
  contact: {
    telephone: string | null
    telephoneAccord: boolean | null
    courriel: string | null
    courrielAccord: boolean | null
  }
  fermer: () => void
}

/** Corrects or confirms how a person is reached, with their agreement to be called that way (rule C1). */
export function SaisieContact({ personneId, contact, fermer }: Props) {
  const cache = useQueryClient()
  const { telephone: numero, telephoneAccord, courriel, courrielAccord } = contact
  const form = useFormulaire(
    Schema,
    {
      telephone: numero ? telephone(numero) : '',
      telephoneAccord: telephoneAccord ?? false,
      courriel: courriel ?? '',
      courrielAccord: courrielAccord ?? false,
    },
    fautesContact,
  )
  const avecVu = useVu({ telephone: numero, telephoneAccord, courriel, courrielAccord }, form)
  return (
    <Formulaire
      form={form}
      bouton="Enregistrer"
      perte="Les coordonnées resteraient comme elles sont : vos corrections seront perdues."
      renoncer={fermer}
      envoyer={async saisie => {
        await avecVu(vu =>
          call<typeof corrigerContact>('PUT /personnes/:personneId/contact', { personneId, ...saisie, vu }),
        )
        await cache.invalidateQueries()
        notifier('Coordonnées enregistrées')
        fermer()
      }}
    >
      <TextInput {...form.texte('telephone', 'Téléphone')} type="tel" inputMode="tel" autoComplete="off" autoFocus />
      <Checkbox {...form.coche('telephoneAccord', 'La personne accepte d’être prévenue par SMS')} />
      <TextInput {...form.texte('courriel', 'Courriel')} type="email" inputMode="email" autoComplete="off" />
      <Checkbox {...form.coche('courrielAccord', 'La personne accepte d’être prévenue par courriel')} />
    </Formulaire>
  )
}
