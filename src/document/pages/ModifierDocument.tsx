import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { SaisieDocument } from '../document.ts'
import type { modifierDocument } from '../modifier-document.ts'
import { ChampsDocument, QuiPeutOuvrir } from './ChampsDocument.tsx'
import type { UnDocument } from './LigneDocument.tsx'

/** Corrects what was said of one's document. */
export function ModifierDocument({ document, onFermer }: { document: UnDocument; onFermer: () => void }) {
  const { id: documentId, type, titre, confidentialite } = document
  const cache = useQueryClient()
  const form = useFormulaire(SaisieDocument, { type, titre, confidentialite })
  return (
    <Fenetre opened onClose={onFermer} title="Corriger le document">
      <Formulaire
        form={form}
        bouton="Enregistrer"
        perte="Ce que vous avez corrigé ici n’est pas encore enregistré."
        renoncer={onFermer}
        envoyer={async saisie => {
          await call<typeof modifierDocument>('PUT /documents/:documentId', { ...saisie, documentId })
          onFermer()
          await cache.invalidateQueries()
          notifier('Le document est corrigé.')
        }}
      >
        <ChampsDocument champs={form} />
        <QuiPeutOuvrir champs={form} />
      </Formulaire>
    </Fenetre>
  )
}
