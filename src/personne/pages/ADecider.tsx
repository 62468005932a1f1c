import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { aDecider } from '../doublons/a-decider.ts'
import classes from './ADecider.module.css'

/** What waits for a decision about who is who, and what is true of them; nothing at all when nothing waits. */
export function ADecider() {
  const { data } = useQuery({
    queryKey: ['a-decider'],
    queryFn: () => call<typeof aDecider>('GET /personnes/a-decider', {}),
  })
  if (!data || data.doublons + data.conflits === 0) return null
  return (
    <p className={classes.aDecider}>
      À décider{'\u00a0'}:
      {data.doublons > 0 && (
        <Lien vers="/doublons">{pluriel(data.doublons, 'dossier en double', 'dossiers en double')}</Lien>
      )}
      {data.conflits > 0 && (
        <Lien vers="/conflits">{pluriel(data.conflits, 'désaccord entre sources', 'désaccords entre sources')}</Lien>
      )}
    </p>
  )
}
