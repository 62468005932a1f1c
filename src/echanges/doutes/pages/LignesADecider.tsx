import { Button } from '@mantine/core'
import { useState } from 'react'
import { nommerLigne } from '../../../import/doutes/nommer-ligne.ts'
import { prenomEtNom } from '../../../personne/noms.ts'
import { dateCourte, jourDe } from '../../../socle/ui/dates.ts'
import { differe } from '../../../socle/ui/differe.tsx'
import type { Colonne } from '../../../socle/ui/liste/Liste.tsx'
import { NBSP } from '../../../socle/ui/phrases.ts'
import type { Output } from '../../../socle/use-case.ts'
import type { lignesEnDoute } from '../lignes-en-doute.ts'

// Loaded when first opened.
export const DeciderLigne = differe(() => import('./DeciderLigne.tsx'), 'DeciderLigne')

export type Attentes = Output<typeof lignesEnDoute>
type Attente = Attentes['lignes'][number]
type Colonnes = readonly [Colonne<Attente>, ...Colonne<Attente>[]]

export const cleDe = (l: Attente) => `${l.importId} ${l.ligne}`

/** The columns of lines that wait, each with its gesture, and the window that the gesture opens. */
export function useLignesADecider(aujourdhui: string) {
  const [ouverte, setOuverte] = useState<Attente | null>(null)
  const colonnes: Colonnes = [
    {
      cle: 'qui',
      titre: 'Ressemble à',
      cellule: l => l.candidats.map(prenomEtNom).join(', ') || 'Aucun dossier connu',
    },
    {
      cle: 'ligne',
      titre: 'Ligne',
      cellule: l => `Import n°${NBSP}${l.numero}, ${nommerLigne(l.genre, l.ligne)}`,
    },
    {
      cle: 'confiee',
      titre: 'Confiée',
      sansCarte: true,
      cellule: l => (l.confieNom ? `par ${l.confieNom}` : `le ${dateCourte(jourDe(l.depuis), aujourdhui)}`),
    },
    { cle: 'jusquau', titre: 'Attend jusqu’au', cellule: l => dateCourte(l.jusquau, aujourdhui) },
    {
      cle: 'geste',
      titre: 'Geste',
      cellule: l => (
        <Button
          variant="default"
          size="compact-md"
          onClick={() => setOuverte(l)}
          aria-label={`Décider : ${nommerLigne(l.genre, l.ligne)} de l’import n° ${l.numero}`}
        >
          Décider
        </Button>
      ),
    },
  ]
  const fenetre = ouverte && <DeciderLigne {...ouverte} onFermer={() => setOuverte(null)} />
  return { colonnes, fenetre }
}
