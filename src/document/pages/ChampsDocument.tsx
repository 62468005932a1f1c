import { NativeSelect, Radio, TextInput } from '@mantine/core'
import { regleDuChamp } from '../../socle/ui/saisie/schema.ts'
import {
  CONFIDENTIALITES,
  type Confidentialite,
  NOMS_CONFIDENTIALITES,
  NOMS_TYPES,
  Titre,
  TYPES,
  type TypeDocument,
} from '../document.ts'
import classes from './Documents.module.css'

type Dit = { type: TypeDocument | ''; titre: string }

const CHOIX = [{ value: '', label: 'Choisissez' }, ...NOMS_TYPES.map(t => ({ value: t, label: TYPES[t].libelle }))]

const { maxLength } = regleDuChamp(Titre, 'titre')
const LONGUEUR_DU_TITRE = { maxLength }

/** What a document is, and what it is called. `manque`: its type was asked for in vain. */
export function ChampsDocument(
  props: Dit & { id: string; enCours?: boolean; manque?: boolean; changer: (quoi: Partial<Dit>) => void },
) {
  const { id, type, titre, enCours, manque, changer } = props
  return (
    <div className={classes.champs}>
      <NativeSelect
        id={`type-${id}`}
        label="Type de document"
        disabled={enCours}
        value={type}
        onChange={e => changer({ type: e.currentTarget.value as TypeDocument | '' })}
        data={CHOIX}
        error={manque ? 'Dites ce qu’est ce document.' : undefined}
      />
      <TextInput
        {...LONGUEUR_DU_TITRE}
        label="Titre"
        placeholder={type === '' ? undefined : TYPES[type].libelle}
        disabled={enCours}
        value={titre}
        onChange={e => changer({ titre: e.currentTarget.value })}
      />
    </div>
  )
}

/** `manque`: it was asked for in vain. */
export function QuiPeutOuvrir(props: {
  valeur: Confidentialite | null
  enCours?: boolean
  manque?: boolean
  changer: (valeur: Confidentialite) => void
}) {
  return (
    <Radio.Group
      label="Qui peut l’ouvrir"
      mt="md"
      id="qui-peut-ouvrir"
      value={props.valeur}
      error={props.manque && props.valeur === null ? 'Dites qui peut l’ouvrir.' : undefined}
      onChange={v => props.changer(v as Confidentialite)}
    >
      <div className={classes.choix}>
        {NOMS_CONFIDENTIALITES.map(c => (
          <Radio
            key={c}
            value={c}
            disabled={props.enCours}
            label={CONFIDENTIALITES[c].libelle}
            description={CONFIDENTIALITES[c].aide}
          />
        ))}
      </div>
    </Radio.Group>
  )
}
