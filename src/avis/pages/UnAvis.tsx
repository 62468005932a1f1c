import { ActionIcon } from '@mantine/core'
import { IconMail, IconMailOpened } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { heure } from '../../socle/ui/dates.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import type { LigneAvis } from '../avis.ts'
import classes from './Avis.module.css'

/** A notice: following it reads it. */
export function UnAvis({ avis, marquer }: { avis: LigneAvis; marquer: () => void }) {
  const { personne, titre, detail, par, le, lu, vers } = avis
  const [chemin = '/', recherche] = vers.split('?')
  const acte = lu ? 'Marquer comme non lu' : 'Marquer comme lu'
  const Icone = lu ? IconMail : IconMailOpened
  return (
    <li className={classes.rang} data-lu={lu || undefined}>
      <Link
        to={chemin}
        search={(recherche ? Object.fromEntries(new URLSearchParams(recherche)) : undefined) as never}
        className={classes.lien}
        data-avis
        onClick={() => lu || marquer()}
        onAuxClick={e => e.button === 1 && !lu && marquer()}
      >
        <span className={classes.titre}>
          {personne && <strong>{personne}</strong>}
          <span>{titre}</span>
        </span>
        <span className={classes.detail}>
          {[detail, par && `à ${heure(le)} par ${par}`].filter(Boolean).join(' · ')}
        </span>
      </Link>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={`${acte}\u00a0: ${[personne, titre].filter(Boolean).join(', ')}`}
        title={acte}
        onClick={marquer}
      >
        <Icone {...ICONE} />
      </ActionIcon>
    </li>
  )
}
