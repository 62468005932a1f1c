import { direCharge } from '../../offre/suivis.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import type { Output } from '../../socle/use-case.ts'
import { estPlein } from '../accompagnement.ts'
import type { portefeuille } from '../portefeuille.ts'
import classes from './Portefeuille.module.css'

export type Referent = Output<typeof portefeuille>['referents'][number]

type PropsCharges = {
  referents: Referent[]
  choisi: string | undefined
  choisir: (referentId: string | null) => void
}

/** The load of each référent led against their cap, team by team; a click keeps their persons only. */
export function Charges({ referents, choisi, choisir }: PropsCharges) {
  const equipes = [...Map.groupBy(referents, r => r.equipe)]
  return (
    <Fiche titre="Charge de chaque référent">
      {equipes.map(([equipe, siens]) => (
        <div key={equipe ?? ''}>
          {equipes.length > 1 && <h3 className={classes.equipe}>{equipe ?? 'Sans équipe'}</h3>}
          <Referents referents={siens} choisi={choisi} choisir={choisir} />
        </div>
      ))}
    </Fiche>
  )
}

function Referents({ referents, choisi, choisir }: PropsCharges) {
  return (
    <ul className={classes.charges}>
      {referents.map(r => (
        <li key={r.id}>
          <button
            type="button"
            className={classes.charge}
            aria-pressed={choisi === r.id}
            onClick={() => choisir(choisi === r.id ? null : r.id)}
          >
            <span>{r.nom}</span>
            <span className={classes.mesure}>
              {direCharge(r)}
              {estPlein(r) && <Etat ton="late">{r.suivis > r.plafond ? 'Plafond dépassé' : 'Plafond atteint'}</Etat>}
            </span>
            <progress value={Math.min(r.suivis, r.plafond)} max={r.plafond} aria-label={`Charge de ${r.nom}`} />
          </button>
        </li>
      ))}
    </ul>
  )
}
