import { Radio, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifierAvecAnnulation } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { MOTIFS_RETRAIT, NOMS_MOTIFS_RETRAIT, Retrait } from '../document.ts'
import type { remettreDocument } from '../remettre-document.ts'
import type { retirerDocument } from '../retirer-document.ts'
import classes from './Documents.module.css'

/** Asks why, says what it means. */
export function RetirerDocument(props: { documentId: string; titre: string; onFermer: () => void }) {
  const { documentId, titre, onFermer } = props
  const cache = useQueryClient()
  const form = useFormulaire(Retrait, { motif: null })
  return (
    <Fenetre opened onClose={onFermer} title={`Retirer « ${titre} » du dossier ?`}>
      <Formulaire
        form={form}
        bouton="Retirer"
        perte="Le document n’est pas encore retiré."
        renoncer={onFermer}
        envoyer={async ({ motif }) => {
          await call<typeof retirerDocument>('POST /documents/:documentId/retrait', { documentId, motif })
          onFermer()
          await cache.invalidateQueries()
          notifierAvecAnnulation('Le document est retiré du dossier.', async () => {
            await call<typeof remettreDocument>('POST /documents/:documentId/remise', { documentId })
            await cache.invalidateQueries()
          })
        }}
      >
        <Text>
          Plus personne ne l’ouvrira, vous non plus. Il peut être remis pendant quelques jours, puis il est effacé. Le
          fil garde qu’il a été retiré, par qui et pourquoi.
        </Text>
        <Radio.Group {...form.choix('motif', 'Pourquoi')}>
          <div className={classes.choix}>
            {NOMS_MOTIFS_RETRAIT.map(m => (
              <Radio key={m} value={m} label={MOTIFS_RETRAIT[m]} />
            ))}
          </div>
        </Radio.Group>
      </Formulaire>
    </Fenetre>
  )
}
