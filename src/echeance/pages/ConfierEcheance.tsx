import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifierAvecAnnulation } from '../../socle/ui/notifier.tsx'
import type { collegues } from '../collegues.ts'
import type { confierEcheance } from '../confier-echeance.ts'
import type { CleEcheance } from '../echeance.ts'
import type { reprendreAUnCollegue } from '../reprendre-a-un-collegue.ts'

type Props = { cle: CleEcheance; acte: string; fermer: () => void }

/** To whom: only the colleagues who may do it and open the file. */
export function ConfierEcheance({ cle, acte, fermer }: Props) {
  const cache = useQueryClient()
  const [agentId, setAgentId] = useState<string | null>(null)
  const possibles = useQuery({
    queryKey: ['collegues', cle],
    queryFn: () => call<typeof collegues>('GET /personnes/:personneId/echeances/:genre/:faitId/collegues', cle),
  })
  const envoi = useMutation({
    mutationFn: (choisi: string) =>
      call<typeof confierEcheance>('PUT /personnes/:personneId/echeances/:genre/:faitId/collegue', {
        ...cle,
        agentId: choisi,
      }),
    onSuccess: (_, choisi) => {
      const nom = possibles.data?.collegues.find(c => c.id === choisi)?.nom ?? 'votre collègue'
      notifierAvecAnnulation(`Confié à ${nom}.`, async () => {
        await call<typeof reprendreAUnCollegue>('DELETE /personnes/:personneId/echeances/:genre/:faitId/collegue', cle)
        await cache.invalidateQueries()
      })
      fermer()
    },
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <Fenetre opened onClose={fermer} title={`Confier à un collègue : ${acte.charAt(0).toLowerCase()}${acte.slice(1)}`}>
      <Charge requete={possibles} attente="liste">
        {({ collegues: liste }) =>
          liste.length === 0 ? (
            <Text>Aucun collègue ne peut à la fois ouvrir ce dossier et faire cet acte.</Text>
          ) : (
            <Stack gap="md">
              <Select
                label="Collègue"
                description="Celles et ceux qui peuvent ouvrir ce dossier et faire cet acte."
                data={liste.map(c => ({ value: c.id, label: c.nom }))}
                value={agentId}
                onChange={setAgentId}
                searchable
                nothingFoundMessage="Personne de ce nom"
                data-autofocus
              />
              {envoi.isError && <Erreur erreur={envoi.error} />}
              <Group justify="flex-end" gap="sm">
                <Button variant="default" onClick={fermer}>
                  Ne rien changer
                </Button>
                <Button
                  loading={envoi.isPending}
                  disabled={agentId === null}
                  onClick={() => agentId !== null && envoi.mutate(agentId)}
                >
                  {agentId === null ? 'Choisissez un collègue' : 'Confier'}
                </Button>
              </Group>
            </Stack>
          )
        }
      </Charge>
    </Fenetre>
  )
}
