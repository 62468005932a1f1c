import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { HORLOGES } from '../echeances.ts'
import { avis, avisDeTravail } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enListe, leJour, minuscule, NBSP, nomDe } from '../socle/ui/phrases.ts'
import { recitEcheanceConfiee } from './echeance.recits.ts'

const CONNUES = new Map(HORLOGES.map(h => [h.genre, h]))
const acte = (genre: string | undefined): string => CONNUES.get(genre ?? '')?.acte ?? 'Échéance à tenir'

/** SQL condition over `avis a`: it is the last word on who has the échéance `e`, which asks since then at least, and `quand` holds. */
const dernierMot = (quand: RawBuilder<unknown>) => sql`exists (
  select 1 from evenement v join echeance e on e.genre = coalesce(v.apres, v.avant) ->> 'genre'
    and e.objet_id = (coalesce(v.apres, v.avant) ->> 'objetId')::uuid
  where v.id = a.evenement_id and e.des <= v.saisi_le and ${quand}
    and not exists (select 1 from evenement w where w.personne_id = v.personne_id and w.id > v.id and w.type = v.type
      and coalesce(w.apres, w.avant) ->> 'genre' = e.genre and (coalesce(w.apres, w.avant) ->> 'objetId')::uuid = e.objet_id))`

const confiee = avis('echeance-confiee', recitEcheanceConfiee, {
  qui: ({ apres }) => sql`select ${apres('versId')}::uuid`,
  encore: dernierMot(sql`e.confiee_a = a.agent_id`),
  dire: (_, apres) => ({ titre: `On vous confie${NBSP}: ${minuscule(acte(apres?.genre))}`, detail: null }),
  plusieurs: {
    dire: n => pluriel(n, 'échéance vous est confiée', 'échéances vous sont confiées'),
    ou: '/aujourdhui',
  },
  ou: '',
})

/** Another gave what is theirs: somebody sees to it. */
const prise = avis('echeance-prise', recitEcheanceConfiee, {
  qui: ({ apres }) => sql`select case when ${apres('deId')} <> ${apres('versId')} then ${apres('deId')}::uuid end`,
  encore: dernierMot(sql`e.confiee_a = (v.apres ->> 'versId')::uuid`),
  dire: (_, apres) => ({
    titre: `${nomDe(apres?.vers) ?? 'Un collègue'} s’en charge à votre place${NBSP}: ${minuscule(acte(apres?.genre))}`,
    detail: null,
  }),
  plusieurs: {
    dire: n =>
      pluriel(n, 'de vos échéances est confiée à un collègue', 'de vos échéances sont confiées à des collègues'),
    ou: '/aujourdhui',
  },
  ou: '',
})

/** It isn't theirs to do any more: taken back, or given to another. */
const reprise = avis('echeance-reprise', recitEcheanceConfiee, {
  qui: ({ avant }) => sql`select ${avant('versId')}::uuid`,
  encore: dernierMot(sql`e.confiee_a is distinct from a.agent_id`),
  dire: avant => ({ titre: `Vous n’avez plus à le faire${NBSP}: ${minuscule(acte(avant?.genre))}`, detail: null }),
  plusieurs: {
    dire: n => pluriel(n, 'échéance n’est plus à vous', 'échéances ne sont plus à vous'),
    ou: '/aujourdhui',
  },
  ou: '',
})

/** It comes back to whose it was. */
const rendue = avis('echeance-rendue', recitEcheanceConfiee, {
  qui: ({ avant }) => sql`select ${avant('renduA')}::uuid`,
  encore: dernierMot(sql`e.confiee_a is null and coalesce(e.agent_id, a.agent_id) = a.agent_id`),
  dire: avant => ({ titre: `De nouveau à faire par vous${NBSP}: ${minuscule(acte(avant?.genre))}`, detail: null }),
  plusieurs: {
    dire: n => pluriel(n, 'échéance vous est rendue', 'échéances vous sont rendues'),
    ou: '/aujourdhui',
  },
  ou: '',
})

/** Its last day comes, or has gone by. */
export const RAPPEL = avisDeTravail('rappel', z.object({ genre: z.string(), pour: z.string() }), {
  encore: sql`exists (select 1 from echeance e where e.genre = a.faits ->> 'genre' and e.objet_id = a.objet_id::uuid
    and e.pour = (a.faits ->> 'pour')::date and e.prevu_le is null and coalesce(e.confiee_a, e.agent_id) = a.agent_id)`,
  dire: (_, apres, { aujourdhui }) => {
    const quand = leJour(apres?.pour, aujourdhui)
    const passee = (apres?.pour ?? '') < aujourdhui
    return {
      titre: acte(apres?.genre),
      detail: quand && (passee ? `En retard${NBSP}: c’était au plus tard ${quand}` : `Au plus tard ${quand}`),
    }
  },
  plusieurs: {
    dire: n => `${pluriel(n, 'échéance arrive à son terme', 'échéances arrivent à leur terme')}`,
    ou: '/aujourdhui',
  },
  ou: '',
})

const Retard = z.object({ genre: z.string(), agentId: z.string(), n: z.int() })

/** What those of one's team are late to do, by kind then by référent: « 3 bilans en retard ». */
export const RETARDS = avisDeTravail('retards', z.object({ jours: z.int(), retards: z.array(Retard) }), {
  permission: 'portefeuille.lire',
  dire: (_, apres, { nomAgent }) => {
    const retards = apres?.retards ?? []
    const parGenre = Map.groupBy(retards, r => r.genre)
    const total = (liste: readonly { n: number }[] = []) => liste.reduce((n, r) => n + r.n, 0)
    const seul = parGenre.size === 1 ? CONNUES.get(retards[0]?.genre ?? '')?.nom : undefined
    const combien = pluriel(total(retards), ...(seul ?? (['échéance', 'échéances'] as const)))
    const autres = [...parGenre].map(([genre, liste]) =>
      pluriel(total(liste), ...(CONNUES.get(genre)?.nom ?? (['autre', 'autres'] as const))),
    )
    const parAgent = [...Map.groupBy(retards, r => r.agentId)].map(
      ([id, liste]) => [nomAgent(id), total(liste)] as const,
    )
    const deQui = parAgent
      .toSorted((a, b) => b[1] - a[1])
      .map(([nom, n], _, tous) => (tous.length > 1 ? `${n} de ${nom}` : nom))
    return {
      titre: `${combien} en retard de plus ${deJours(apres?.jours ?? 0)}`,
      detail: [parGenre.size > 1 && enListe(autres), enListe(deQui)].filter(Boolean).join(' · ') || null,
    }
  },
  ou: apres => {
    const retards = apres?.retards ?? []
    const [agents, genres] = [new Set(retards.map(r => r.agentId)), new Set(retards.map(r => r.genre))]
    const [agent, genre] = [[...agents][0], [...genres][0]]
    const filtre = new URLSearchParams({ urgence: (genres.size === 1 && FILTRES[genre ?? '']) || 'a-faire' })
    if (agents.size === 1 && agent) filtre.set('referentId', agent)
    return `/portefeuille?${filtre}`
  },
})

/** « d’une semaine », « de 10 jours ». */
const deJours = (n: number): string => (n === 7 ? 'd’une semaine' : `de ${pluriel(n, 'jour')}`)

/** How the portfolio names what is late of each kind. */
const FILTRES: Record<string, string> = {
  bilan: 'bilan-depasse',
  contact: 'sans-contact',
  'premier-contact': 'premier-contact',
  'rendez-vous': 'a-conclure',
}

export const AVIS_ECHEANCE = [confiee, prise, reprise, rendue, RAPPEL, RETARDS]
