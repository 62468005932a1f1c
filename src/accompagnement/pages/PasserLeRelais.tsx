import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Cartes } from '../../diagnostic/pages/Cartes.tsx'
import { direCharge } from '../../offre/pages/suivis.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { uuidv7 } from '../../socle/uuid.ts'
import type { designerReferent } from '../designer-referent.ts'
import type { Referent } from './Charges.tsx'

type Props = {
  personnes: string[]
  /** Nobody follows them yet. */
  premier: boolean
  referents: Referent[]
  fermer: () => void
}

/** Gives persons their first référent, or hands them over to another: those of the team first, the cap in sight (rules A1, A2). */
export function PasserLeRelais({ personnes, premier, referents, fermer }: Props) {
  const cache = useQueryClient()
  // One id each, kept over retries: those already handed over are not handed over twice.
  const [ids] = useState(() => new Map(personnes.map(p => [p, uuidv7()])))
  const [referentId, setReferentId] = useState<string | null>(null)
  const [relais, setRelais] = useState('')
  const [malgrePlafond, setMalgrePlafond] = useState(false)
  const geste = premier ? 'Désigner un référent' : 'Changer de référent'
  const choisi = referents.find(r => r.id === referentId)
  const depasse = choisi !== undefined && choisi.suivis + personnes.length > choisi.plafond
  const aConfirmer = depasse && !malgrePlafond

  const envoi = useMutation({
    mutationFn: async () => {
      for (const personneId of personnes) {
        await call<typeof designerReferent>('POST /personnes/:personneId/referents', {
          id: ids.get(personneId) ?? uuidv7(),
          personneId,
          referentId: referentId ?? '',
          relais: relais.trim() || null,
          malgrePlafond,
        })
      }
    },
    onSuccess: () => {
      notifier(`${pluriel(personnes.length, 'personne confiée', 'personnes confiées')} à ${choisi?.nom}.`)
      fermer()
    },
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <Fenetre
      opened
      onClose={fermer}
      title={`${geste} : ${pluriel(personnes.length, 'personne', 'personnes')}`}
      size="lg"
    >
      <Stack gap="lg">
        <Cartes
          question={premier ? 'Référent unique' : 'Nouveau référent unique'}
          cartes={referents.map(r => ({
            valeur: r.id,
            libelle: r.nom,
            detail: [r.equipe, direCharge(r)].filter(Boolean).join(' · '),
          }))}
          valeur={referentId}
          onChange={r => {
            setReferentId(r)
            setMalgrePlafond(false)
          }}
        />
        {!premier && (
          <Textarea
            label="Passage de relais"
            description="Ce que le nouveau référent doit savoir d’abord, en une phrase. Facultatif."
            maxLength={500}
            autosize
            minRows={2}
            value={relais}
            onChange={e => setRelais(e.currentTarget.value)}
          />
        )}
        {depasse && (
          <Checkbox
            label={`${choisi.nom} dépassera son plafond de ${choisi.plafond} personnes : je confirme`}
            checked={malgrePlafond}
            onChange={e => setMalgrePlafond(e.currentTarget.checked)}
          />
        )}
        {envoi.isError && <Erreur erreur={envoi.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={fermer}>
            Ne rien changer
          </Button>
          <Button loading={envoi.isPending} disabled={!choisi || aConfirmer} onClick={() => envoi.mutate()}>
            {!choisi ? 'Choisissez un référent' : aConfirmer ? 'Confirmez malgré le plafond' : geste}
          </Button>
        </Group>
      </Stack>
    </Fenetre>
  )
}
