import { Switch } from '@mantine/core'
import { useState } from 'react'
import { Fenetre } from '../socle/ui/Fenetre.tsx'
import { raccourcisActifs, reglerRaccourcis } from './raccourcis.ts'
import { TableRaccourcis } from './TableRaccourcis.tsx'

/** The list of shortcuts, opened by « ? » or from the search box. */
export function Raccourcis({ fermer }: { fermer: () => void }) {
  const [actifs, setActifs] = useState(raccourcisActifs)
  const regler = (valeur: boolean) => {
    reglerRaccourcis(valeur)
    setActifs(valeur)
  }
  return (
    <Fenetre lecture opened onClose={fermer} title="Raccourcis du clavier">
      <TableRaccourcis />
      <Switch
        mt="lg"
        label="Raccourcis d’une seule touche"
        description="Désactivez-les si vous commandez votre ordinateur à la voix."
        checked={actifs}
        onChange={e => regler(e.currentTarget.checked)}
      />
    </Fenetre>
  )
}
