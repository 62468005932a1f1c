import type { ComponentType } from 'react'
import { type Differe, differe } from '../../socle/ui/differe.tsx'
import type { Dossier } from '../dossier.ts'

/** What a tab of a person's file receives: the file as the page read it, and the gesture that books an appointment. */
export type PropsOnglet = { dossier: Dossier; prendre: () => void }

export type Onglet = {
  /** Its name in the address. */
  cle: string
  libelle: string
  /** Only for who may this. */
  permission: string
  /** False: not printed with the file. */
  imprime: boolean
  contenu: Differe<PropsOnglet>
}

/** A tab, loaded in a chunk of its own. `exporte`: the component's name in its file, which belongs to the domain it shows. */
export function onglet<N extends string>(
  cle: string,
  libelle: string,
  charger: () => Promise<Record<N, ComponentType<PropsOnglet>>>,
  exporte: N,
  { permission = 'dossier.lire', imprime = true }: { permission?: string; imprime?: boolean } = {},
): Onglet {
  return { cle, libelle, permission, imprime, contenu: differe(charger, exporte) }
}
