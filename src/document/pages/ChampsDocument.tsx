import { NativeSelect, Radio, TextInput } from '@mantine/core'
import type { z } from 'zod'
import type { Champs, Saisie } from '../../socle/ui/saisie/saisie.ts'
import { CONFIDENTIALITES, NOMS_CONFIDENTIALITES, NOMS_TYPES, type SaisieDocument, TYPES } from '../document.ts'
import classes from './Documents.module.css'

type Dit = Saisie<z.input<typeof SaisieDocument>>

const CHOIX = NOMS_TYPES.map(t => ({ value: t, label: TYPES[t].libelle }))
const A_CHOISIR = { value: '', label: 'Choisissez' }

/** What a document is, and what it is called. `surType`: what follows from the type that is chosen. */
export function ChampsDocument(props: {
  champs: Champs<Pick<Dit, 'type' | 'titre'>>
  enCours?: boolean
  surType?: (type: string) => void
}) {
  const { champs, enCours, surType } = props
  const { onChange, ...type } = champs.texte('type', 'Type de document')
  const choisi = champs.valeurs.type
  return (
    <div className={classes.champs}>
      <NativeSelect
        {...type}
        disabled={enCours}
        onChange={e => {
          onChange(e)
          surType?.(e.currentTarget.value)
        }}
        data={choisi ? CHOIX : [A_CHOISIR, ...CHOIX]}
      />
      <TextInput
        {...champs.texte('titre', 'Titre')}
        placeholder={choisi ? TYPES[choisi].libelle : undefined}
        disabled={enCours}
      />
    </div>
  )
}

/** `surChoix`: it was chosen by hand. */
export function QuiPeutOuvrir(props: {
  champs: Champs<Pick<Dit, 'confidentialite'>>
  enCours?: boolean
  surChoix?: () => void
}) {
  const { onChange, ...choix } = props.champs.choix('confidentialite', 'Qui peut l’ouvrir')
  return (
    <Radio.Group
      {...choix}
      onChange={v => {
        onChange(v as Dit['confidentialite'])
        props.surChoix?.()
      }}
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
