import { Button, Select, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDownload } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { telecharger } from '../../socle/api.ts'
import { MOTIFS_BRUT, MOTIFS_EXPORT } from '../../socle/export/motifs.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { Telechargement } from '../import.ts'

/** A file as it came, taken out with its reason. */
export function TelechargerFichier({ importId }: { importId: string }) {
  const [ouvert, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" leftSection={<IconDownload {...ICONE} />} onClick={open}>
        Télécharger le fichier
      </Button>
      {ouvert && <Demande importId={importId} fermer={close} />}
    </>
  )
}

function Demande({ importId, fermer }: { importId: string; fermer: () => void }) {
  const form = useFormulaire(Telechargement, { motif: null })
  const arret = useRef<AbortController | null>(null)
  useEffect(() => () => arret.current?.abort(), [])
  return (
    <Fenetre opened onClose={fermer} title="Télécharger le fichier">
      <Formulaire
        form={form}
        bouton="Télécharger"
        perte={null}
        renoncer={fermer}
        envoyer={async ({ motif }) => {
          arret.current = new AbortController()
          await telecharger('GET /imports/:importId/fichier', { importId, motif }, arret.current.signal)
          fermer()
        }}
      >
        <Text>
          Ce fichier montre tout ce qu’il a apporté, adresses confidentielles comprises. Votre nom et la raison sont
          gardés.
        </Text>
        <Text size="sm">
          Il s’enregistre sous un nom en .txt : rien de ce qu’il contient ne se calcule quand on l’ouvre.
        </Text>
        <Select
          {...form.choix('motif', 'Raison')}
          data={MOTIFS_BRUT.map(value => ({ value, label: MOTIFS_EXPORT[value] }))}
        />
      </Formulaire>
    </Fenetre>
  )
}
