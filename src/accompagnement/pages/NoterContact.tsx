import { Select, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifierAvecAnnulation } from '../../socle/ui/notifier.tsx'
import { enSuite } from '../../socle/ui/phrases.ts'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { enOptions } from '../../socle/ui/saisie/options.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { annulerContact } from '../annuler-contact.ts'
import { ContactPris, empechementContact, MESSAGES_CONTACT, MOYENS } from '../contact-pris.ts'
import type { noterContact } from '../noter-contact.ts'

/** `nom`: whose, where the page doesn't say it. */
type Props = { personneId: string; nom?: string; aujourdhui: string; fermer: () => void }

/** The person was reached without an appointment: when, how, and what is worth keeping. */
export function NoterContact(props: Props) {
  return (
    <Fenetre opened onClose={props.fermer} title={enSuite('Noter un contact', props.nom) ?? ''}>
      <Saisie {...props} />
    </Fenetre>
  )
}

function Saisie({ personneId, aujourdhui, fermer }: Props) {
  const cache = useQueryClient()
  // Kept over retries: sent twice, written once.
  const [id] = useState(() => uuidv7())
  const form = useFormulaire(ContactPris, { id, le: aujourdhui, moyen: null, note: '' }, ({ le }) => {
    const motif = le && empechementContact(le, aujourdhui)
    return motif ? [{ champ: 'le', message: MESSAGES_CONTACT[motif] }] : []
  })
  return (
    <Formulaire
      form={form}
      bouton="Noter ce contact"
      perte="Ce contact n’est pas encore noté."
      renoncer={fermer}
      envoyer={async contact => {
        await call<typeof noterContact>('POST /personnes/:personneId/contacts', { personneId, ...contact })
        await cache.invalidateQueries()
        notifierAvecAnnulation('Contact noté.', async () => {
          await call<typeof annulerContact>('POST /personnes/:personneId/contacts/:contactId/annulation', {
            personneId,
            contactId: id,
          })
          await cache.invalidateQueries()
        })
        fermer()
      }}
    >
      <Select {...form.choix('moyen', 'Comment')} data={enOptions(MOYENS)} />
      <ChampDate {...form.date('le', 'Le')} sens="passe" aujourdhui={aujourdhui} />
      <Textarea
        {...form.texte('note', 'À retenir')}
        description="Facultatif. Les agents qui ouvrent ce dossier le liront."
        autosize
        minRows={2}
      />
    </Formulaire>
  )
}
