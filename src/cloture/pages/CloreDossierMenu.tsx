import { Menu } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { ICONE } from '../../socle/ui/icone.ts'
import { usePeut } from '../../socle/ui/session.ts'

/** An entry of the menu of a file: closes it; nothing for who may not, nor when it is closed. */
export function CloreDossierMenu({ clos, ouvrir }: { clos: boolean; ouvrir: () => void }) {
  const peut = usePeut()
  if (clos || !peut('dossier.clore')) return null
  return (
    <Menu.Item leftSection={<IconArchive {...ICONE} />} onClick={ouvrir}>
      Clore le dossier
    </Menu.Item>
  )
}
