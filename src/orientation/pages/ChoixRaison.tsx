import { Textarea } from '@mantine/core'
import type { z } from 'zod'
import { Cartes } from '../../socle/ui/saisie/Cartes.tsx'
import type { Formulaire, Saisie } from '../../socle/ui/saisie/saisie.ts'
import type { Decision } from '../orientation.ts'
import { LIBELLES_REORIENTATION, type MotifReorientation, type Reorientation } from '../reorientation/reorientation.ts'

export type FormulaireDecision = Formulaire<Saisie<z.input<typeof Decision>>, z.output<typeof Decision>>

/** Why the person is oriented anew: asked first, nothing else is before it is said. */
export function ChoixRaison({ form }: { form: FormulaireDecision }) {
  const raison = form.dans<z.input<typeof Reorientation>>('reorientation')
  const motif = form.valeurs.reorientation?.motif ?? null
  const autre = motif === 'autre'
  const champ = form.choix('reorientation', 'Pourquoi changer d’orientation ?')
  return (
    <>
      <Cartes
        {...champ}
        aide="La lettre le dit à la personne, en mots simples. Une autre raison n’y est pas écrite."
        cartes={(Object.keys(LIBELLES_REORIENTATION) as MotifReorientation[]).map(m => ({
          valeur: m,
          libelle: LIBELLES_REORIENTATION[m],
        }))}
        value={motif}
        onChange={choisi =>
          form.poser({ reorientation: { motif: choisi, precision: form.valeurs.reorientation?.precision ?? '' } })
        }
      />
      {motif && (
        <Textarea
          {...raison.texte('precision', autre ? 'Quelle raison ?' : 'Précision', { requis: autre })}
          description="Gardée au dossier, lue par vos collègues. Elle n’est pas imprimée."
          autosize
          minRows={2}
        />
      )}
    </>
  )
}
