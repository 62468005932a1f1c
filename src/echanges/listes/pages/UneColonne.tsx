import { Button, Select, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useRef } from 'react'
import { Etat } from '../../../socle/ui/Etat.tsx'
import { ICONE } from '../../../socle/ui/icone.ts'
import type { Champ, DefinitionListe } from '../champs/liste.ts'
import classes from './Colonnes.module.css'
import type { Colonnes } from './ColonnesPage.tsx'

type Colonne = Colonnes['colonnes'][number]
type Props = {
  colonne: Colonne
  definition: DefinitionListe
  champ: string | null
  /** Field of each column: a field taken by another one moves here when it is chosen. */
  pris: Record<string, string>
  choisir: (champ: string | null) => void
}

/** A column of the file, its first values, and the field it gives. */
export function UneColonne({ colonne, definition, champ, pris, choisir }: Props) {
  const choix = useRef<HTMLInputElement>(null)
  const obligatoires = new Set(definition.exigences.flatMap(e => e.cles))
  const ailleurs = new Map(Object.entries(pris).flatMap(([e, c]) => (e === colonne.entete ? [] : [[c, e]])))
  const option = (c: Champ) => ({
    value: c.cle,
    label: `${c.libelle}${obligatoires.has(c.cle) ? ' *' : ''}${ailleurs.has(c.cle) ? ' (déjà choisi)' : ''}`,
  })
  const choisi = definition.champs.find(c => c.cle === champ)
  return (
    <li className={classes.colonne} data-reprise={champ !== null || undefined}>
      <div className={classes.source}>
        <Text component="p" m={0} fw={600} className={classes.entete}>
          <span className={classes.lettre} aria-hidden>
            {colonne.lettre}
          </span>
          {colonne.entete}
        </Text>
        <ul className={classes.exemples} aria-label="Premières valeurs">
          {colonne.exemples.map((exemple, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: values of a sample, that may be the same
            <li key={i}>{exemple}</li>
          ))}
          {colonne.exemples.length === 0 && <li data-vide>colonne vide</li>}
        </ul>
      </div>
      <IconArrowRight {...ICONE} className={classes.fleche} />
      <div className={classes.cible}>
        <Select
          ref={choix}
          aria-label={`Champ donné par la colonne ${colonne.entete}`}
          placeholder="Ne pas reprendre"
          data={[
            { group: 'Nécessaires', items: definition.champs.filter(c => obligatoires.has(c.cle)).map(option) },
            { group: 'Autres', items: definition.champs.filter(c => !obligatoires.has(c.cle)).map(option) },
          ]}
          value={champ}
          onChange={choisir}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': `Ne pas reprendre la colonne ${colonne.entete}` }}
          nothingFoundMessage="Aucun champ ne correspond"
        />
        <Precision
          colonne={colonne}
          champ={choisi}
          definition={definition}
          choisir={cle => {
            choisir(cle)
            // The button leaves with the question: whoever answers by keyboard stays at the column.
            choix.current?.focus()
          }}
        />
      </div>
    </li>
  )
}

/** Where the field comes from, and how sure it is; under the threshold, the guess is shown and waits for a yes. */
function Precision({
  colonne,
  champ,
  definition,
  choisir,
}: Pick<Props, 'colonne' | 'definition' | 'choisir'> & { champ?: Champ }) {
  const { piste } = colonne
  if (!champ) {
    const devine = definition.champs.find(c => c.cle === piste?.champ)
    return piste && devine ? (
      <div className={classes.piste}>
        <Etat ton="soon" nu>
          {`Peut-être « ${devine.libelle} » (confiance ${piste.confiance}\u00a0%) : ${piste.raison}`}
        </Etat>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => choisir(devine.cle)}
          aria-label={`Oui, la colonne ${colonne.entete} donne ${devine.libelle}`}
        >
          Oui, la reprendre
        </Button>
      </div>
    ) : (
      <Text size="sm" c="dimmed">
        {colonne.nonRepris ? `Non reprise : ${colonne.nonRepris}.` : 'Cette colonne n’est pas reprise.'}
      </Text>
    )
  }
  if (champ.cle !== colonne.champ || colonne.par === null)
    return (
      <Etat ton="info" nu>
        Choisie à l’instant
      </Etat>
    )
  return (
    <Etat ton="done" nu>
      {colonne.par === 'proposition'
        ? `Confiance ${piste?.confiance ?? 0}\u00a0%\u00a0: ${piste?.raison ?? ''}`
        : RECONNUE[colonne.par]}
    </Etat>
  )
}

const RECONNUE = { choix: 'Choisie pour cet import', memoire: 'Comme la dernière fois' } as const
