import { z } from 'zod'

/** The journey worked out when the RSA was claimed (NATPARCOCAL, NATPARCOMOD of the CNAF, interop.md §A5). */
export const PARCOURS_CAF: Readonly<Record<string, string>> = {
  PP: 'parcours professionnel',
  AS: 'parcours professionnel et appui social',
  PS: 'parcours social',
}
export const MOTIFS_MODIFICATION: Readonly<Record<string, string>> = { CL: 'critère local', EA: 'entretien approfondi' }

const OrganismeCaf = z
  .object({
    nom: z.string().nullable(),
    commune: z.string().nullable(),
    telephone: z.string().nullable(),
    rendezVous: z
      .object({
        le: z.iso.date(),
        a: z.string().nullable(),
        lieu: z.string().nullable(),
        telephone: z.string().nullable(),
      })
      .nullable(),
  })
  .nullable()

/** What an instruction says of the journey: computed, changed by whom it may, refused by the person; who decides, who follows. */
export const ParcoursCaf = z.object({
  calcule: z.string().nullable(),
  modifie: z.string().nullable(),
  motif: z.string().nullable(),
  refuse: z.boolean().nullable(),
  decision: OrganismeCaf,
  suivi: OrganismeCaf,
})
export type ParcoursCaf = z.infer<typeof ParcoursCaf>
