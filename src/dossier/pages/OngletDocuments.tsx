import { Anchor, Text } from '@mantine/core'
import { IconFileText } from '@tabler/icons-react'
import { MODELES } from '../../courrier/modeles.ts'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import classes from './Dossier.module.css'
import type { PropsOnglet } from './onglet.ts'

/** Letters as they left. */
export function OngletDocuments({ dossier }: PropsOnglet) {
  const titre = (modele: string) => (modele in MODELES ? MODELES[modele as keyof typeof MODELES] : 'Lettre')
  return (
    <Fiche titre="Courriers">
      {dossier.courriers.length === 0 ? (
        <Vide titre="Aucun courrier" niveau={3} icone={IconFileText}>
          Les convocations et les notifications éditées se retrouvent ici, telles qu’elles sont parties.
        </Vide>
      ) : (
        <ul className={classes.periodes}>
          {dossier.courriers.map(c => (
            <li key={c.id}>
              <Anchor href={`/api/courriers/${c.id}/pdf`} target="_blank" className={classes.document}>
                <IconFileText {...ICONE} /> {titre(c.modele)} (PDF, nouvel onglet)
              </Anchor>
              <Text component="p" m={0} c="dimmed">
                {dateEtHeure(c.editeLe)}, par {c.editePar ?? 'Filrouge'}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Fiche>
  )
}
