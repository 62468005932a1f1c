import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifierAvecAnnulation } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { type CleEcheance, Report } from '../echeance.ts'
import type { reporterEcheance } from '../reporter-echeance.ts'
import type { reprendreEcheance } from '../reprendre-echeance.ts'

type Props = { cle: CleEcheance; acte: string; aujourdhui: string; fermer: () => void }

/** Until when, and why: the delay runs on, and the window says so. */
export function ReporterEcheance({ cle, acte, aujourdhui, fermer }: Props) {
  const cache = useQueryClient()
  const [jusquau, setJusquau] = useState<string | null>(null)
  const [motif, setMotif] = useState('')
  const demande = Report.safeParse({ jusquau, motif })
  const envoi = useMutation({
    mutationFn: (report: Report) =>
      call<typeof reporterEcheance>('PUT /personnes/:personneId/echeances/:genre/:faitId/report', {
        ...cle,
        ...report,
      }),
    onSuccess: (_, report) => {
      notifierAvecAnnulation(`Remis au ${dateLongue(report.jusquau)}.`, async () => {
        await call<typeof reprendreEcheance>('DELETE /personnes/:personneId/echeances/:genre/:faitId/report', cle)
        await cache.invalidateQueries()
      })
      fermer()
    },
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <Fenetre opened onClose={fermer} title={`Remettre à plus tard : ${acte.charAt(0).toLowerCase()}${acte.slice(1)}`}>
      <form
        onSubmit={e => {
          e.preventDefault()
          if (demande.success) envoi.mutate(demande.data)
        }}
      >
        <Stack gap="md">
          <ChampDate
            label="Jusqu’au"
            description="Ce jour compris. Le délai, lui, continue de courir."
            value={jusquau}
            onChange={setJusquau}
            aujourdhui={aujourdhui}
            required
          />
          <Textarea
            label="Pourquoi"
            description="Vos collègues le liront dans le dossier."
            value={motif}
            onChange={e => setMotif(e.currentTarget.value)}
            autosize
            minRows={2}
            required
          />
          {envoi.isError && <Erreur erreur={envoi.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={fermer}>
              Ne rien changer
            </Button>
            <Button type="submit" loading={envoi.isPending} disabled={!demande.success}>
              {demande.success ? 'Remettre à plus tard' : 'Dites quand et pourquoi'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Fenetre>
  )
}
