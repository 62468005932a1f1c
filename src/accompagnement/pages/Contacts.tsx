import { Anchor, Button, Text } from '@mantine/core'
import { IconPhoneCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import classes from '../../dossier/pages/Dossier.module.css'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateLongue } from '../../socle/ui/dates.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { annulerContact } from '../annuler-contact.ts'
import { MOYENS } from '../contact-pris.ts'
import type { contactsDe } from '../contacts-de.ts'

const NoterContact = differe(() => import('./NoterContact.tsx'), 'NoterContact')

type Props = { personneId: string; aujourdhui: string; clos: boolean }

/** When the person was reached without an appointment; one written by mistake is taken back, none is added to a closed file. */
export function Contacts({ personneId, aujourdhui, clos }: Props) {
  const requete = useQuery({
    queryKey: ['dossier', personneId, 'contacts'],
    queryFn: () => call<typeof contactsDe>('GET /personnes/:personneId/contacts', { personneId }),
  })
  const cache = useQueryClient()
  const [ouverte, setOuverte] = useState(false)
  const peut = usePeut()
  const agir = peut('rendez-vous.gerer')
  const annuler = useMutation({
    mutationFn: (contactId: string) =>
      call<typeof annulerContact>('POST /personnes/:personneId/contacts/:contactId/annulation', {
        personneId,
        contactId,
      }),
    onSuccess: () => notifier('Contact annulé : il ne compte plus.'),
    onError: notifierErreur,
    onSettled: () => cache.invalidateQueries(),
  })
  const ajouter = agir && !clos
  if (!ajouter && requete.data?.length === 0) return null
  return (
    <Fiche
      titre="Contacts hors rendez-vous"
      actions={
        ajouter && (
          <Button variant="default" leftSection={<IconPhoneCheck {...ICONE} />} onClick={() => setOuverte(true)}>
            Noter un contact
          </Button>
        )
      }
    >
      <Charge requete={requete} attente="liste">
        {contacts => (
          <>
            {contacts.length === 0 && <Text>Aucun : un appel ou un message qui a abouti se note ici.</Text>}
            <ol className={classes.periodes}>
              {contacts.map(c => (
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
          </>
        )}
      </Charge>
      {ouverte && <NoterContact personneId={personneId} aujourdhui={aujourdhui} fermer={() => setOuverte(false)} />}
    </Fiche>
  )
}
