import { Button, Group, Radio, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifierAvecAnnulation } from '../../socle/ui/notifier.tsx'
import { MOTIFS_RETRAIT, type MotifRetrait, NOMS_MOTIFS_RETRAIT } from '../document.ts'
import type { remettreDocument } from '../remettre-document.ts'
import type { retirerDocument } from '../retirer-document.ts'
import classes from './Documents.module.css'

/** Asks why, says what it means. */
export function RetirerDocument(props: { documentId: string; titre: string; onFermer: () => void }) {
  const { documentId, titre, onFermer } = props
  const [motif, setMotif] = useState<MotifRetrait | null>(null)
  const cache = useQueryClient()
  const relire = () => cache.invalidateQueries()
  const retrait = useMutation({
    mutationFn: (raison: MotifRetrait) =>
      call<typeof retirerDocument>('POST /documents/:documentId/retrait', { documentId, motif: raison }),
    onSuccess: async () => {
      onFermer()
      await relire()
      notifierAvecAnnulation('Le document est retiré du dossier.', async () => {
        await call<typeof remettreDocument>('POST /documents/:documentId/remise', { documentId })
        await relire()
      })
    },
  })
  return (
    <Fenetre opened onClose={onFermer} title={`Retirer « ${titre} » du dossier ?`}>
      <Text component="p" mt={0}>
        Plus personne ne l’ouvrira, vous non plus. Il peut être remis pendant quelques jours, puis il est effacé. Le fil
        garde qu’il a été retiré, par qui et pourquoi.
      </Text>
      <Radio.Group mt="md" label="Pourquoi" value={motif} onChange={v => setMotif(v as MotifRetrait)}>
        <div className={classes.choix}>
          {NOMS_MOTIFS_RETRAIT.map(m => (
            <Radio key={m} value={m} label={MOTIFS_RETRAIT[m]} />
          ))}
        </div>
      </Radio.Group>
      {retrait.error && <Erreur erreur={retrait.error} />}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onFermer}>
          Ne rien changer
        </Button>
        <Button
          color="red"
          disabled={motif === null}
          loading={retrait.isPending}
          onClick={() => motif && retrait.mutate(motif)}
        >
          Retirer
        </Button>
      </Group>
    </Fenetre>
  )
}
