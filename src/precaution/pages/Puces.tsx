import {
  type Icon,
  IconAlertTriangle,
  IconBabyCarriage,
  IconBus,
  IconEarOff,
  IconHomeShield,
  IconLanguage,
  IconMailForward,
  IconMailOff,
  IconMessageOff,
  IconUserShield,
  IconUsers,
  IconWheelchair,
} from '@tabler/icons-react'
import { Etat } from '../../socle/ui/Etat.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { type ClePuce, type EnBref, ILLISIBLES, puces } from '../en-bref.ts'
import classes from './Precautions.module.css'

/** What one must not do stands out; what must be planned informs. */
const PUCES: Record<ClePuce, { icone: Icon; ton: 'soon' | 'info' }> = {
  'adresse-confidentielle': { icone: IconHomeShield, ton: 'soon' },
  'sans-message': { icone: IconMessageOff, ton: 'soon' },
  'ne-pas-ecrire': { icone: IconMailOff, ton: 'soon' },
  domiciliation: { icone: IconMailForward, ton: 'info' },
  mesure: { icone: IconUserShield, ton: 'info' },
  interprete: { icone: IconLanguage, ton: 'info' },
  lsf: { icone: IconEarOff, ton: 'info' },
  'sans-marche': { icone: IconWheelchair, ton: 'info' },
  'garde-enfant': { icone: IconBabyCarriage, ton: 'info' },
  horaires: { icone: IconBus, ton: 'info' },
  'numero-partage': { icone: IconUsers, ton: 'soon' },
}

/** `illisibles`: they couldn't be read, which isn't to say that there are none. */
export type PropsPuces = {
  precautions: EnBref | null
  numeroPartage?: boolean | undefined
  illisibles?: boolean | undefined
}

/** One line of what must be known before acting; nothing when nothing must. */
export function Puces({ precautions, numeroPartage, illisibles }: PropsPuces) {
  if (illisibles) return <Etat ton="late">{ILLISIBLES}</Etat>
  const dites = puces(precautions, numeroPartage)
  if (!dites.length) return null
  return (
    <ul className={classes.puces} aria-label="À savoir avant d’agir">
      {dites.map(({ cle, mot }) => (
        <li key={cle}>
          <Etat ton={PUCES[cle].ton} icone={PUCES[cle].icone}>
            {mot}
          </Etat>
        </li>
      ))}
    </ul>
  )
}

/** The same in the row of a list: icons, whose words come under the pointer or with the focus, and stand beside them on a phone. */
export function Breves({ precautions, numeroPartage, illisibles }: PropsPuces) {
  if (illisibles)
    return (
      <span className={classes.breves}>
        <span role="img" aria-label={ILLISIBLES} title={ILLISIBLES} data-ton="soon">
          <IconAlertTriangle {...PETITE_ICONE} />
        </span>
      </span>
    )
  const dites = puces(precautions, numeroPartage)
  if (!dites.length) return null
  return (
    <span className={classes.breves}>
      <span className={classes.bulle} aria-hidden>
        {dites.map(({ mot }) => mot).join(', ')}
      </span>
      {dites.map(({ cle, mot }) => {
        const { icone: Icone, ton } = PUCES[cle]
        return (
          <span key={cle} role="img" aria-label={mot} data-ton={ton}>
            <Icone {...PETITE_ICONE} />
            <span className={classes.mot} aria-hidden>
              {mot}
            </span>
          </span>
        )
      })}
    </span>
  )
}
