import { Button, Group, Select, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../../socle/api.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifierAvecAnnulation } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { uuidv7 } from '../../socle/uuid.ts'
import type { annulerContact } from '../annuler-contact.ts'
import { ContactPris, MOYENS } from '../contact-pris.ts'
import type { noterContact } from '../noter-contact.ts'

type Props = { personneId: string; aujourdhui: string; fermer: () => void }

/** The person was reached without an appointment: when, how, and what is worth keeping. */
export function NoterContact({ personneId, aujourdhui, fermer }: Props) {
  const cache = useQueryClient()
  // Kept over retries: sent twice, written once.
  const [id] = useState(() => uuidv7())
  const [le, setLe] = useState<string | null>(aujourdhui)
  const [moyen, setMoyen] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const lu = ContactPris.safeParse({ id, le, moyen, note })
  const envoi = useMutation({
    mutationFn: (contact: z.output<typeof ContactPris>) =>
      call<typeof noterContact>('POST /personnes/:personneId/contacts', { personneId, ...contact }),
    onSuccess: () => {
      notifierAvecAnnulation('Contact noté.', async () => {
        await call<typeof annulerContact>('POST /personnes/:personneId/contacts/:contactId/annulation', {
          personneId,
          contactId: id,
        })
        await cache.invalidateQueries()
      })
      fermer()
    },
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <Fenetre opened onClose={fermer} title="Noter un contact">
      <form
        onSubmit={e => {
          e.preventDefault()
          if (lu.success) envoi.mutate(lu.data)
        }}
      >
        <Stack gap="md">
          <Select
            label="Comment"
            data={Object.entries(MOYENS).map(([value, label]) => ({ value, label }))}
            value={moyen}
            onChange={setMoyen}
            required
          />
          <ChampDate label="Le" sens="passe" value={le} onChange={setLe} aujourdhui={aujourdhui} required />
          <Textarea
            label="À retenir"
            description="Facultatif. Les agents qui ouvrent ce dossier le liront."
            value={note}
            onChange={e => setNote(e.currentTarget.value)}
            autosize
            minRows={2}
          />
          {envoi.isError && <Erreur erreur={envoi.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={fermer}>
              Ne rien noter
            </Button>
            <Button type="submit" loading={envoi.isPending} disabled={!lu.success}>
              {lu.success ? 'Noter ce contact' : 'Dites quand et comment'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Fenetre>
  )
}
