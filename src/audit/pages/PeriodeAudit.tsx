import { ajouterJours, aujourdhui } from '../../socle/ui/dates.ts'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'

/** Days looked at when none is chosen. */
const JOURS = 30
const EXEMPLE = 'Par exemple 3/3/2025 ou lundi.'

/** The period of a page, kept in its address: the last 30 days when none is chosen. */
export function usePeriode(memoire: string) {
  const { valeurs, changer } = useFiltres(memoire, ['du', 'au'])
  const au = valeurs.au ?? aujourdhui()
  return { du: valeurs.du ?? ajouterJours(au, 1 - JOURS), au, changer }
}

/** Two days, both included. */
export function PeriodeAudit(props: {
  du: string | null
  au: string | null
  changer: (changements: Record<string, string | null>) => void
}) {
  return (
    <>
      <ChampDate
        label="Du"
        sens="passe"
        description={EXEMPLE}
        value={props.du}
        onChange={du => props.changer({ du })}
      />
      <ChampDate
        label="Au"
        sens="passe"
        description={EXEMPLE}
        value={props.au}
        onChange={au => props.changer({ au })}
      />
    </>
  )
}
