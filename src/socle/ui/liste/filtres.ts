import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { garderSurLePoste, lireSurLePoste } from '../poste/poste.ts'

const CLE = (memoire: string) => `filrouge.filtres.${memoire}`

function souvenirs(memoire: string): Record<string, string> {
  try {
    return JSON.parse(lireSurLePoste(CLE(memoire)) ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}

/** `avant` with `changements` put in; an empty value removes. */
function poser(avant: Record<string, string>, changements: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...avant, ...changements }).filter((e): e is [string, string] => !!e[1]))
}

/** The page of the list: in the address, to be found on coming back from a row; not remembered, and left when the filters change. */
const PAGE = 'page'

/**
 * The filters of a page, and the page of its list. `cles` are kept in its address (copied, bookmarked, gone back to) and
 * remembered on this machine under the name `memoire`; null: not remembered. Any other one is free text, that may hold somebody's name: it
 * goes with the entry of the history (back and reload keep it) but never into an address nor the memory.
 * `changer({ etat: 'a-orienter' })` sets, an empty value removes.
 */
export function useFiltres(memoire: string | null, cles: readonly string[]) {
  const recherche = useSearch({ strict: false }) as Record<string, string>
  const textes = useLocation({ select: lieu => (lieu.state as { textes?: Record<string, string> }).textes })
  const naviguer = useNavigate()

  const changer = (changements: Record<string, string | null>) => {
    const { [PAGE]: page = null, ...filtres } = changements
    const partie = (dansAdresse: boolean) =>
      Object.fromEntries(Object.entries(filtres).filter(([nom]) => cles.includes(nom) === dansAdresse))
    if (memoire) garderSurLePoste(CLE(memoire), JSON.stringify(poser(souvenirs(memoire), partie(true))))
    naviguer({
      to: '.',
      search: ((avant: Record<string, string>) => poser(avant, { ...partie(true), [PAGE]: page })) as never,
      state: ((avant: object) => ({ ...avant, textes: poser(textes ?? {}, partie(false)) })) as never,
      replace: true,
      resetScroll: false,
    })
  }
  return { valeurs: { ...recherche, ...textes } as Record<string, string | undefined>, changer }
}

/** The page that the address asks for: the first when it says none, or nothing that is one. */
export const pageDemandee = ({ page }: Record<string, string | undefined>): number =>
  page !== undefined && /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1

/**
 * Back to the first page from one that the list doesn't have: what was there is done, or a filter changed. `pages`: how many there are,
 * once that is known of this list.
 */
export function usePageConnue(page: number, pages: number | undefined, changer: (page: { page: null }) => void): void {
  useEffect(() => {
    if (pages !== undefined && page > Math.max(1, pages)) changer({ page: null })
  })
}

/** Puts back what was chosen at the last visit, when the address says nothing of it. */
export function useSouvenir(memoire: string | null, cles: readonly string[]): void {
  const { valeurs, changer } = useFiltres(memoire, cles)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on arrival
  useEffect(() => {
    const gardes = Object.entries(memoire ? souvenirs(memoire) : {}).filter(([nom]) => cles.includes(nom))
    if (gardes.length > 0 && !cles.some(nom => valeurs[nom])) changer(Object.fromEntries(gardes))
  }, [memoire])
}

/** Several values in one parameter: `communes=59350,59599`. */
export const enListe = (valeur: string | undefined): string[] => (valeur ? valeur.split(',') : [])

/** The value of a filter if it is one of `choix` (a table of labels), else null: `enChoix(SITUATIONS, valeurs.situation)`. */
export function enChoix<C extends string>(choix: Record<C, unknown>, valeur: string | undefined): C | null {
  return valeur !== undefined && Object.hasOwn(choix, valeur) ? (valeur as C) : null
}
