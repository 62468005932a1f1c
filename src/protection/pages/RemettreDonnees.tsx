import { Button, Checkbox, Group, Text } from '@mantine/core'
import { IconBraces, IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { ICONE } from '../../socle/ui/icone.ts'

/** The data of who keeps their address to themselves: the street goes with them when they ask for it, and only then. */
export function RemettreDonnees({ personneId, fermer }: { personneId: string; fermer: () => void }) {
  const [adresse, setAdresse] = useState(false)
  const demande = adresse ? '?adresse=true' : ''
  return (
    <Fenetre opened onClose={fermer} title="Exporter ses données">
      <Text>
        L’adresse est confidentielle : le fichier passe par d’autres mains, elle n’y est que si la personne la demande.
        Si une autre personne du foyer la garde pour elle, elle n’y est pas.
      </Text>
      <Checkbox
        my="md"
        checked={adresse}
        onChange={e => setAdresse(e.currentTarget.checked)}
        label="La personne demande à avoir aussi son adresse"
        description="Si elle y est, cette lecture de l’adresse sera enregistrée à votre nom, dans le fil du dossier."
      />
      <Group gap="sm">
        <Button
          component="a"
          href={`/api/personnes/${personneId}/donnees/pdf${demande}`}
          target="_blank"
          leftSection={<IconFileTypePdf {...ICONE} />}
        >
          PDF (nouvel onglet)
        </Button>
        <Button
          component="a"
          href={`/api/personnes/${personneId}/donnees${demande}`}
          variant="default"
          leftSection={<IconBraces {...ICONE} />}
        >
          JSON
        </Button>
      </Group>
    </Fenetre>
  )
}
