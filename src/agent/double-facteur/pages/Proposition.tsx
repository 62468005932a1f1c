import { Button } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import { useState } from 'react'
import { aujourdhui, joursEntre } from '../../../socle/ui/dates.ts'
import { ICONE } from '../../../socle/ui/icone.ts'
import { Lien } from '../../../socle/ui/Lien.tsx'

const CLE = 'filrouge.connexion-forte.plus-tard'
const JOURS = 30

/** Says once a month, to who may read files, export or administer, that a password alone is little. */
export function Proposition({ className }: { className: string | undefined }) {
  const [plusTard, setPlusTard] = useState(() => {
    const dit = localStorage.getItem(CLE)
    return dit !== null && joursEntre(dit, aujourdhui()) < JOURS
  })
  if (plusTard) return null
  return (
    <p className={className} data-ton="info">
      <IconShieldLock {...ICONE} />
      <span>
        Votre compte s’ouvre avec un mot de passe seul. <Lien vers="/mon-compte">Le protéger mieux</Lien>{' '}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            localStorage.setItem(CLE, aujourdhui())
            setPlusTard(true)
          }}
        >
          Plus tard
        </Button>
      </span>
    </p>
  )
}
