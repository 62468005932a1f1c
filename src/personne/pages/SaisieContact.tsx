import { Button, Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { lireTelephone } from '../../lecture/telephone.ts'
import { call } from '../../socle/api.ts'
import { telephone } from '../../socle/ui/dates.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { champ, Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
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
  const form = useForm({
    initialValues: {
      telephone: contact.telephone ? telephone(contact.telephone) : '',
      telephoneAccord: contact.telephoneAccord ?? false,
      courriel: contact.courriel ?? '',
      courrielAccord: contact.courrielAccord ?? false,
    },
    validate: {
      telephone: saisie => {
        if (!saisie.trim()) return null
        const lu = lireTelephone(saisie)
        return 'refus' in lu ? lu.refus : null
      },
    },
  })
  return (
    <Formulaire
      form={form}
      libelles={{
        telephone: 'Téléphone',
        telephoneAccord: 'Accord pour les SMS',
        courriel: 'Courriel',
        courrielAccord: 'Accord pour les courriels',
      }}
      bouton="Enregistrer"
      autres={
        <Button variant="default" onClick={fermer}>
          Annuler
        </Button>
      }
      envoyer={async saisie => {
        await call<typeof corrigerContact>('PUT /personnes/:personneId/contact', { personneId, ...saisie })
        await cache.invalidateQueries()
        notifier('Coordonnées enregistrées')
        fermer()
      }}
    >
      <TextInput
        label="Téléphone"
        type="tel"
        inputMode="tel"
        autoComplete="off"
        autoFocus
        {...champ(form, 'telephone')}
      />
      <Checkbox label="La personne accepte d’être prévenue par SMS" {...champ(form, 'telephoneAccord', 'checkbox')} />
      <TextInput label="Courriel" type="email" inputMode="email" autoComplete="off" {...champ(form, 'courriel')} />
      <Checkbox
        label="La personne accepte d’être prévenue par courriel"
        {...champ(form, 'courrielAccord', 'checkbox')}
      />
    </Formulaire>
  )
}
