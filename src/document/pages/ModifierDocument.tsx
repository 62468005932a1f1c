import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
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
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onFermer}>
          Annuler
        </Button>
        <Button disabled={type === ''} loading={envoi.isPending} onClick={() => type !== '' && envoi.mutate(type)}>
          Enregistrer
        </Button>
      </Group>
    </Fenetre>
  )
}
