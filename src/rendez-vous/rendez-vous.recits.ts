import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { enSuite, leJour, minuscule, mot, NBSP, Nomme, nomDe } from '../socle/ui/phrases.ts'
import { CONVOCATIONS, ISSUES, MODALITES, OBJETS } from './rendez-vous.ts'

const RendezVous = z.object({
  rendezVousId: z.string().optional(),
  objet: z.string(),
  debut: z.string(),
  agentId: z.string().optional(),
  agent: Nomme,
})

export const recitRendezVousPris = recit(
  'rendez-vous-pris',
  RendezVous.extend({
    modalite: z.string(),
    dureeMinutes: z.int().optional(),
    lieu: z.string().nullish(),
    convocation: z.string(),
    /** The appointment that this one replaces. */
    remplace: z.string().nullish(),
    /** At its very hour, with somebody else: it was handed over, not moved. */
    confie: z.boolean().optional(),
    /** Who receives is told of it with the person, whom they now follow. */
    avecElle: z.boolean().optional(),
  }),
  (_, apres, { aujourdhui, fuseau }) => {
    const objet = mot(OBJETS, apres?.objet) ?? 'Rendez-vous'
    const quand = leJour(apres?.debut, aujourdhui, fuseau)
    const agent = nomDe(apres?.agent)
    const convocation = mot(CONVOCATIONS, apres?.convocation)
    const acte = apres?.confie
      ? ['Rendez-vous confié', agent && `à ${agent}`].filter(Boolean).join(' ')
      : apres?.remplace
        ? 'Rendez-vous reporté'
        : 'Rendez-vous pris'
    return {
      titre: `${acte}${NBSP}: ${minuscule(objet)}${quand ? ` ${quand}` : ''}`,
      detail: enSuite(
        mot(MODALITES, apres?.modalite),
        agent && !apres?.confie && `avec ${agent}`,
        convocation && `convocation${NBSP}: ${minuscule(convocation)}`,
      ),
    }
  },
  { libres: ['lieu'] },
)

/** `referentId`: who follows the person from then on. */
const RendezVousGarde = RendezVous.extend({ referentId: z.string().nullish() })

/** At a hand-over, it stays with who was to receive. */
export const recitRendezVousGarde = recit('rendez-vous-garde', RendezVousGarde, (_, apres, { aujourdhui, fuseau }) => {
  const quand = leJour(apres?.debut, aujourdhui, fuseau)
  const agent = nomDe(apres?.agent)
  return {
    titre: `${mot(OBJETS, apres?.objet) ?? 'Rendez-vous'}${quand ? ` ${quand}` : ''} gardé${agent ? ` avec ${agent}` : ''}`,
    detail: 'Le dossier lui reste ouvert jusqu’à ce jour-là',
  }
})

export const recitRendezVousIssue = recit(
  'rendez-vous-issue',
  RendezVous.extend({
    issue: z.string().nullable(),
    /** The appointment that replaces it. */
    reporteVers: z.string().optional(),
    /** Who receives at the same hour: it wasn't moved. */
    confieA: Nomme,
  }),
  (_, apres, { sexe, aujourdhui, fuseau }) => {
    const objet = mot(OBJETS, apres?.objet) ?? 'Rendez-vous'
    const quand = leJour(apres?.debut, aujourdhui, fuseau)
    const confieA = nomDe(apres?.confieA)
    const issue = confieA ? `Confié à ${confieA}` : mot(ISSUES, apres?.issue)
    return {
      titre: issue
        ? `${objet} — ${accorder(minuscule(issue), apres?.issue ?? '', sexe)}`
        : `${objet}${NBSP}: issue corrigée, à conclure de nouveau`,
      detail: quand && `Rendez-vous du ${quand.slice(3)}`,
    }
  },
)

/** « présente », « absente excusée » for a woman; the labels of the list are masculine. */
function accorder(libelle: string, issue: string, sexe: string): string {
  return sexe === '2' && ['present', 'absent', 'absent-excuse'].includes(issue)
    ? libelle.replace(/(\S+)/g, '$1e')
    : libelle
}
