import { Anchor, Button, Text } from '@mantine/core'
import { IconPhoneCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { annulerContact } from '../../accompagnement/annuler-contact.ts'
import { MOYENS } from '../../accompagnement/contact-pris.ts'
import { call } from '../../socle/api.ts'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'

const NoterContact = lazy(() =>
  import('../../accompagnement/pages/NoterContact.tsx').then(m => ({ default: m.NoterContact })),
)

/** When the person was reached without an appointment; one written by mistake is taken back. */
export function Contacts({ dossier }: { dossier: Dossier }) {
  const cache = useQueryClient()
  const [ouverte, setOuverte] = useState(false)
  const peut = usePeut()
  const agir = peut('rendez-vous.gerer')
  const annuler = useMutation({
    mutationFn: (contactId: string) =>
      call<typeof annulerContact>('POST /personnes/:personneId/contacts/:contactId/annulation', {
        personneId: dossier.id,
        contactId,
      }),
    onSuccess: () => notifier('Contact annulé : il ne compte plus.'),
    onError: notifierErreur,
    onSettled: () => cache.invalidateQueries(),
  })
  if (!agir && dossier.contacts.length === 0) return null
  return (
    <Fiche
      titre="Contacts hors rendez-vous"
      actions={
        agir && (
          <Button variant="default" leftSection={<IconPhoneCheck {...ICONE} />} onClick={() => setOuverte(true)}>
            Noter un contact
          </Button>
        )
      }
    >
      {dossier.contacts.length === 0 && <Text>Aucun : un appel ou un message qui a abouti se note ici.</Text>}
      <ol className={classes.periodes}>
        {dossier.contacts.map(c => (
          <li key={c.id}>
            <Text component="p" m={0} fw={600}>
              {MOYENS[c.moyen]}, le {dateLongue(c.le)}
            </Text>
            <Text component="p" m={0} c="dimmed">
              {c.par}
            </Text>
            {c.note && (
              <Text component="p" m={0}>
                {c.note}
              </Text>
            )}
            {agir && (
              <Anchor
                component="button"
                type="button"
                disabled={annuler.isPending}
                onClick={() => annuler.mutate(c.id)}
                aria-label={`Annuler le contact du ${dateLongue(c.le)}`}
              >
                Noté par erreur : annuler
              </Anchor>
            )}
          </li>
        ))}
      </ol>
      <Suspense>
        {ouverte && (
          <NoterContact personneId={dossier.id} aujourdhui={dossier.aujourdhui} fermer={() => setOuverte(false)} />
        )}
      </Suspense>
    </Fiche>
  )
}
