import { z } from 'zod'
import { AAppeler, ADecider } from '../rendez-vous/releve/releve.ts'
import { recit } from '../socle/recit.ts'
import { datePartielle, enSuite, NBSP, Nomme, nomDe } from '../socle/ui/phrases.ts'

export const recitReferent = recit(
  'referent',
  z.object({
    accompagnementId: z.string().optional(),
    referentId: z.string(),
    referent: Nomme,
    structure: Nomme,
    coReferentId: z.string().nullish(),
    /** Appointments that changed too soon for a letter. */
    aAppeler: z.array(AAppeler).optional(),
    /** Hours (ISO) of those that pass to them: they are told of them with the person. */
    passes: z.array(z.string()).optional(),
    /** Left to them by the hand-over. */
    aDecider: z.array(ADecider).optional(),
    /** Letters made by who opens the file no more: the new référent posts them. */
    lettresAPoster: z.int().optional(),
  }),
  (avant, apres) => {
    const qui = nomDe(apres?.referent)
    const ancien = nomDe(avant?.referent)
    return {
      titre: qui ? `${ancien ? 'Nouveau référent' : 'Référent désigné'}${NBSP}: ${qui}` : 'Fin de l’accompagnement',
      detail: enSuite(nomDe(apres?.structure), ancien && `après ${ancien}`),
    }
  },
  {
    fait: (_, apres, { moi }) => {
      if (moi && apres?.referentId === moi) return 'vous a désigné pour référent'
      const qui = nomDe(apres?.referent)
      return qui ? `lui a donné ${qui} pour référent` : null
    },
  },
)

/** A designation taken back: `avant` who was designated by mistake, `apres` who follows again, and why. */
export const recitReferentAnnule = recit(
  'referent-annule',
  z.object({
    accompagnementId: z.string().optional(),
    referentId: z.string().nullable(),
    referent: Nomme,
    coReferentId: z.string().nullish(),
    structure: Nomme,
    motif: z.string().optional(),
    /** Appointments that changed too soon for a letter. */
    aAppeler: z.array(AAppeler).optional(),
  }),
  (avant, apres) => {
    const qui = nomDe(avant?.referent)
    const rendu = nomDe(apres?.referent)
    return {
      titre: ['Désignation annulée, faite par erreur', qui].filter(Boolean).join(`${NBSP}: `),
      detail: enSuite(
        rendu ? `${rendu} est de nouveau son référent` : 'Personne ne la suit',
        apres?.motif && `Motif${NBSP}: ${apres.motif}`,
      ),
    }
  },
  { libres: ['motif'] },
)

/** A note left to who follows next; its words are kept with the follow-up (`suiviId`) that ended, and told by the timeline. */
export const recitRelais = recit('relais', z.object({ suiviId: z.string() }), () => ({
  titre: 'Note de relais, pour qui prend la suite',
  detail: null,
}))

export const recitRelaisLu = recit('relais-lu', z.object({ suiviId: z.string() }), () => ({
  titre: 'Note de relais lue',
  detail: null,
}))

/** The second référent left; the référent stays. */
export const recitFinDeBinome = recit('fin-de-binome', z.object({ second: Nomme }), avant => {
  const second = nomDe(avant?.second)
  return { titre: ['Fin du binôme', second].filter(Boolean).join(`${NBSP}: `), detail: null }
})

/** Days are told by France Travail to the day, the month or the year. */
export const recitPpae = recit(
  'ppae',
  z.object({ signeLe: z.string().nullish(), dernierEntretienLe: z.string().nullish() }),
  (_, apres, { aujourdhui }) => {
    const signe = datePartielle(apres?.signeLe, aujourdhui)
    const entretien = datePartielle(apres?.dernierEntretienLe, aujourdhui)
    return {
      titre: signe ? `PPAE signé ${signe} à France Travail` : 'PPAE connu de France Travail',
      detail: entretien && `Dernier entretien ${entretien}`,
    }
  },
)

export const recitSuiviFranceTravail = recit(
  'suivi-france-travail',
  z.object({ referent: Nomme, structure: Nomme, modalite: z.string().nullish() }),
  (_, apres) => {
    const referent = nomDe(apres?.referent)
    return {
      titre: referent ? `Suivi à France Travail${NBSP}: ${referent}` : 'Suivi à France Travail',
      detail: enSuite(nomDe(apres?.structure), apres?.modalite),
    }
  },
)
