import { Select } from '@mantine/core'
import { direCharge } from '../../offre/suivis.ts'
import { Cartes } from '../../socle/ui/saisie/Cartes.tsx'

type Referent = { id: string; nom: string; equipe: string | null; suivis: number; plafond: number; plein: boolean }
type Props = {
  /** Least loaded first. */
  referents: readonly Referent[]
  /** False: nothing is answered yet. */
  choisi: boolean
  /** Bound to the id of a référent; null: the structure designates one later. */
  champ: {
    id: string
    name: string
    label: string
    error: string | undefined
    value: string | null
    onChange(referentId: string | null): void
  }
}

const PLUS_TARD = 'plus-tard'

/** Enough to choose at a glance; a big structure has dozens. */
const EN_VUE = 3

const charge = (r: Referent) =>
  `${r.equipe ? `${r.equipe}, ` : ''}${direCharge(r)}${r.suivis === r.plafond ? ', plafond atteint' : ''}`

/** The least loaded référents as cards, the others in a list that can be searched. */
export function ChoixReferent({ referents, choisi, champ }: Props) {
  const enVue = referents.filter((r, rang) => rang < EN_VUE || r.id === champ.value)
  const autres = referents.filter(r => !enVue.includes(r))
  return (
    <>
      <Cartes
        {...champ}
        aide="Le moins chargé d’abord."
        cartes={[
          ...enVue.map(r => ({ valeur: r.id, libelle: r.nom, detail: charge(r) })),
          { valeur: PLUS_TARD, libelle: 'La structure le désignera' },
        ]}
        value={choisi ? (champ.value ?? PLUS_TARD) : null}
        onChange={id => champ.onChange(id === PLUS_TARD ? null : id)}
      />
      {autres.length > 0 && (
        <Select
          label="Un autre référent de cette structure"
          placeholder={`${autres.length} autres`}
          data={autres.map(r => ({ value: r.id, label: `${r.nom}, ${charge(r)}` }))}
          value={null}
          onChange={id => id && champ.onChange(id)}
          searchable
          nothingFoundMessage="Aucun référent de ce nom"
        />
      )}
    </>
  )
}
