import { Select } from '@mantine/core'
import { Cartes } from '../../diagnostic/pages/Cartes.tsx'
import { direCharge } from '../../offre/pages/suivis.ts'

type Referent = { id: string; nom: string; equipe: string | null; suivis: number; plafond: number; plein: boolean }
type Props = {
  /** Least loaded first. */
  referents: readonly Referent[]
  /** The id of a référent, or `plusTard`. */
  valeur: string
  plusTard: string
  onChange: (valeur: string) => void
}

/** Enough to choose at a glance; a big structure has dozens. */
const EN_VUE = 3

const charge = (r: Referent) =>
  `${r.equipe ? `${r.equipe}, ` : ''}${direCharge(r)}${r.suivis === r.plafond ? ', plafond atteint' : ''}`

/** The least loaded référents as cards, the others in a list that can be searched. */
export function ChoixReferent({ referents, valeur, plusTard, onChange }: Props) {
  const enVue = referents.filter((r, rang) => rang < EN_VUE || r.id === valeur)
  const autres = referents.filter(r => !enVue.includes(r))
  return (
    <>
      <Cartes
        question="Référent unique"
        aide="Le moins chargé d’abord."
        cartes={[
          ...enVue.map(r => ({ valeur: r.id, libelle: r.nom, detail: charge(r) })),
          { valeur: plusTard, libelle: 'La structure le désignera' },
        ]}
        valeur={valeur}
        onChange={onChange}
      />
      {autres.length > 0 && (
        <Select
          label="Un autre référent de cette structure"
          placeholder={`${autres.length} autres`}
          data={autres.map(r => ({ value: r.id, label: `${r.nom}, ${charge(r)}` }))}
          value={null}
          onChange={id => id && onChange(id)}
          searchable
          nothingFoundMessage="Aucun référent de ce nom"
        />
      )}
    </>
  )
}
