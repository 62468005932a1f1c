import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { useGarde } from '../../socle/ui/saisie/garde.tsx'
import type { Confidentialite, TypeDocument } from '../document.ts'
import type { modifierDocument } from '../modifier-document.ts'
import { ChampsDocument, QuiPeutOuvrir } from './ChampsDocument.tsx'
import type { UnDocument } from './LigneDocument.tsx'

/** Corrects what was said of one's document. */
export function ModifierDocument(props: { document: UnDocument; onFermer: () => void }) {
  const { document, onFermer } = props
  const [type, setType] = useState<TypeDocument | ''>(document.type)
  const [titre, setTitre] = useState(document.titre)
  const [confidentialite, setConfidentialite] = useState<Confidentialite>(document.confidentialite)
  const cache = useQueryClient()
  const envoi = useMutation({
    mutationFn: (choisi: TypeDocument) =>
      call<typeof modifierDocument>('PUT /documents/:documentId', {
        ...{ documentId: document.id, type: choisi, titre, confidentialite },
      }),
    onSuccess: async () => {
      onFermer()
      await cache.invalidateQueries()
      notifier('Le document est corrigé.')
    },
  })
  const modifie = type !== document.type || titre !== document.titre || confidentialite !== document.confidentialite
  return (
    <Fenetre opened onClose={onFermer} title="Corriger le document">
      <ChampsDocument
        id={document.id}
        type={type}
        titre={titre}
        changer={quoi => {
          if (quoi.type !== undefined) setType(quoi.type)
          if (quoi.titre !== undefined) setTitre(quoi.titre)
        }}
      />
      <QuiPeutOuvrir valeur={confidentialite} changer={setConfidentialite} />
      {envoi.error && <Erreur erreur={envoi.error} />}
      <Pied
        modifie={modifie && !envoi.isSuccess}
        enCours={envoi.isPending}
        enregistrer={() => type !== '' && envoi.mutate(type)}
        pret={type !== ''}
        fermer={onFermer}
      />
    </Fenetre>
  )
}

/** In the window, so that leaving it in any way asks about what was corrected. */
function Pied(props: {
  modifie: boolean
  enCours: boolean
  pret: boolean
  enregistrer: () => void
  fermer: () => void
}) {
  const { quitter, question } = useGarde(props.modifie, 'Ce que vous avez corrigé ici n’est pas encore enregistré.')
  return (
    <Group justify="flex-end" mt="lg" gap="sm">
      {question}
      <Button variant="default" onClick={() => quitter(props.fermer)}>
        Annuler
      </Button>
      <Button disabled={!props.pret} loading={props.enCours} onClick={props.enregistrer}>
        Enregistrer
      </Button>
    </Group>
  )
}
