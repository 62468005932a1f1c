import { IconFlag3 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { avisNonLus } from '../avis/avis-non-lus.ts'
import { call } from '../socle/api.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { ICONE } from '../socle/ui/icone.ts'
import classes from './Entete.module.css'

/** Beyond, they are not counted: `NON_LUS_MAX` of the server. */
const AU_PLUS = 99

/** ⚑: how many notices wait, asked for every minute. */
export function LienAvis() {
  const { data } = useQuery({
    queryKey: ['avis', 'non-lus'],
    queryFn: () => call<typeof avisNonLus>('GET /avis/non-lus', {}),
    refetchInterval: 60_000,
    staleTime: 30_000,
  })
  const n = data?.nonLus ?? 0
  const combien = n > AU_PLUS ? `plus de ${AU_PLUS} non lus` : pluriel(n, 'non lu', 'non lus')
  return (
    <Link to="/avis" className={classes.avis} aria-label={n ? `Avis\u00a0: ${combien}` : 'Avis'}>
      <IconFlag3 {...ICONE} />
      <span className={classes.avisTexte}>Avis</span>
      {n > 0 && (
        <span className={classes.pastille} aria-hidden>
          {n > AU_PLUS ? `${AU_PLUS}+` : n}
        </span>
      )}
    </Link>
  )
}
