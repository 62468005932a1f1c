import { Select, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
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
        <Precision colonne={colonne} champ={choisi} />
      </div>
    </li>
  )
}

function Precision({ colonne, champ }: { colonne: Colonne; champ: Champ | undefined }) {
  if (!champ) {
    return (
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
  if (colonne.par === 'valeurs') return <Etat ton="soon">Devinée à ses valeurs : vérifiez</Etat>
  return (
    <Etat ton="done" nu>
      {RECONNUE[colonne.par]}
    </Etat>
  )
}

const RECONNUE = {
  choix: 'Choisie pour cet import',
  memoire: 'Comme la dernière fois',
  entete: 'Reconnue à son titre',
} as const
