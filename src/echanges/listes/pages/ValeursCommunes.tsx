import { Button, CloseButton, Select, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { aujourdhui } from '../../../socle/ui/dates.ts'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { ICONE } from '../../../socle/ui/icone.ts'
import type { DefinitionListe } from '../champs/liste.ts'
import classes from './Colonnes.module.css'

type Props = {
  definition: DefinitionListe
  /** Fields that columns give: a value of their own for each line. */
  pris: readonly string[]
  constantes: Record<string, string>
  changer: (constantes: Record<string, string>) => void
}

/** Who someone is can't be the same on each line. */
const PROPRES = new Set([
  'nom',
  'prenom',
  'dateNaissance',
  'nir',
  'courriel',
  'telephone',
  'telephone2',
  'numeroDemandeRsa',
  'matricule',
  'siret',
])

/** What no column says because it is true of all the lines: a structure, a role, a parcours. */
export function ValeursCommunes({ definition, pris, constantes, changer }: Props) {
  const [choisi, setChoisi] = useState<string | null>(null)
  const possibles = definition.champs.filter(
    c => !PROPRES.has(c.cle) && !pris.includes(c.cle) && !(c.cle in constantes),
  )
  const cles = Object.keys(constantes)
  if (possibles.length === 0 && cles.length === 0) return null
  return (
    <Fiche titre="La même valeur pour toutes les lignes" serree>
      <Text component="p" mt={0} c="dimmed">
        Quand aucune colonne ne le dit parce que c’est vrai de toute la liste.
      </Text>
      {cles.map(cle => {
        const champ = definition.champs.find(c => c.cle === cle)
        const valeur = constantes[cle] ?? ''
        const lu = valeur.trim() && champ ? champ.lire(valeur.trim(), aujourdhui()) : null
        return (
          <div key={cle} className={classes.constante}>
            <TextInput
              label={champ?.libelle ?? cle}
              description={champ?.aide}
              placeholder={champ?.exemple}
              value={valeur}
              error={lu && 'refus' in lu ? majuscule(lu.refus) : null}
              onChange={e => changer({ ...constantes, [cle]: e.currentTarget.value })}
            />
            <CloseButton
              aria-label={`Retirer la valeur commune ${champ?.libelle ?? cle}`}
              onClick={() => changer(Object.fromEntries(Object.entries(constantes).filter(([c]) => c !== cle)))}
            />
          </div>
        )
      })}
      {possibles.length > 0 && (
        <div className={classes.constante}>
          <Select
            aria-label="Champ à donner à toutes les lignes"
            placeholder="Champ"
            data={possibles.map(c => ({ value: c.cle, label: c.libelle }))}
            value={choisi}
            onChange={setChoisi}
            searchable
          />
          <Button
            variant="default"
            leftSection={<IconPlus {...ICONE} />}
            disabled={choisi === null}
            onClick={() => {
              if (choisi) changer({ ...constantes, [choisi]: '' })
              setChoisi(null)
            }}
          >
            Ajouter
          </Button>
        </div>
      )}
    </Fiche>
  )
}

const majuscule = (texte: string) => texte.charAt(0).toUpperCase() + texte.slice(1)
