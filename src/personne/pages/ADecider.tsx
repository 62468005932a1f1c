import { useQuery } from '@tanstack/react-query'
import type { lignesEnDoute } from '../../echanges/doutes/lignes-en-doute.ts'
import { call } from '../../socle/api.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { aDecider } from '../doublons/a-decider.ts'
import classes from './ADecider.module.css'

/** What waits for a decision about who is who, and what is true of them; nothing at all when nothing waits. */
export function ADecider() {
  const { data } = useQuery({
    queryKey: ['a-decider'],
    queryFn: () => call<typeof aDecider>('GET /personnes/a-decider', {}),
  })
  const decide = usePeut()('doublon.decider')
  const { data: attente } = useQuery({
    queryKey: ['lignes-en-doute', 'nombre'],
    queryFn: () => call<typeof lignesEnDoute>('GET /lignes-en-doute', { nombreSeul: 'oui' }),
    enabled: decide,
  })
  const lignes = attente?.total ?? 0
  if (!data || data.doublons + data.conflits + lignes === 0) return null
  return (
    <p className={classes.aDecider}>
      À décider{'\u00a0'}:
      {data.doublons > 0 && (
        <Lien vers="/doublons">{pluriel(data.doublons, 'dossier en double', 'dossiers en double')}</Lien>
      )}
      {lignes > 0 && <Lien vers="/doublons">{pluriel(lignes, 'ligne de fichier', 'lignes de fichiers')}</Lien>}
      {data.conflits > 0 && (
        <Lien vers="/conflits">{pluriel(data.conflits, 'désaccord entre sources', 'désaccords entre sources')}</Lien>
      )}
    </p>
  )
}
