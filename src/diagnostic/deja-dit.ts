import { z } from 'zod'
import {
  direModalite,
  FREINS_FRANCE_TRAVAIL,
  type FreinFranceTravail,
} from '../accompagnement/france-travail/france-travail.ts'
import { direCategorie } from '../personne/donnees/categorie-france-travail.ts'
import { dateLongue, moisAnnee } from '../socle/ui/dates.ts'
import type { Reponse, Reponses, Severite, Situation } from './diagnostic.ts'
import { MOTIFS_MODIFICATION, PARCOURS_CAF, ParcoursCaf } from './parcours-caf.ts'
import { direSocioPro, SocioPro } from './socio-pro.ts'

/** What other institutions told of a person beside the beneficiaries flow (rule E6): pre-fills the diagnosis, isn't asked again. */
export const DejaDit = z.object({
  /** The last word of each source, latest first. */
  socioPro: z.array(SocioPro),
  parcours: z.object({ source: z.string(), le: z.iso.date(), contenu: ParcoursCaf }).nullable(),
  franceTravail: z
    .object({
      le: z.iso.date(),
      inscritLe: z.iso.date().nullable(),
      categorie: z.string().nullable(),
      structure: z.string().nullable(),
      referent: z.string().nullable(),
      modalite: z.string().nullable(),
      dernierEntretien: z.iso.date().nullable(),
      metiers: z.array(z.string()),
      freins: z.array(z.string()),
    })
    .nullable(),
  /** Dates YYYY, YYYY-MM or YYYY-MM-DD. */
  ppae: z
    .object({ signeLe: z.string().nullable(), dernierEntretienLe: z.string().nullable(), reference: z.iso.date() })
    .nullable(),
})
export type DejaDit = z.infer<typeof DejaDit>

const jourDit = (jour: string) => dateLongue(jour).replace(/^\p{L}+\s/u, '')
const NOMS: Readonly<Record<string, string>> = { CNAF: 'CAF ou MSA' }
const direSource = (source: string, le: string) => `${NOMS[source] ?? source}, ${jourDit(le)}`

/** A situation as the codes of the socio-professional data tell it. Declared, a difficulty is at least a light one: an agent weighs it. */
function declare({ reponses: r }: SocioPro): Partial<Reponses> {
  const codes = (cle: string): string[] => (Array.isArray(r[cle]) ? (r[cle] as string[]) : [])
  const [social, obstacles, toit] = [codes('difficultesSociales'), codes('obstacles'), codes('difficultesLogement')]
  const a = (liste: string[], ...attendus: string[]) => attendus.some(code => liste.includes(code))
  const frein = (severite: Severite | null) => (severite ? { severite, aide: false } : undefined)
  const aucuneDifficulte = a(social, '0401') && social.length === 1
  const aucunObstacle = a(obstacles, '0501') && obstacles.length === 1
  const logement = String(r.logement ?? '')
  return {
    sante: frein(a(social, '0402') || a(obstacles, '0508') ? 'leger' : aucuneDifficulte ? 'aucun' : null),
    langue: frein(a(social, '0404') || a(obstacles, '0510') ? 'leger' : aucuneDifficulte ? 'aucun' : null),
    budget: frein(
      a(social, '0406') || a(codes('suivisFamiliaux'), '0411') || a(toit, '1002', '1003')
        ? 'leger'
        : aucuneDifficulte
          ? 'aucun'
          : null,
    ),
    famille: frein(
      a(obstacles, '0502', '0503', '0504', '0505', '0506', '0514') ? 'leger' : aucunObstacle ? 'aucun' : null,
    ),
    mobilite: frein(
      a(obstacles, '0507') || r.moyenDeTransport === false ? 'leger' : r.moyenDeTransport === true ? 'aucun' : null,
    ),
    logement: frein(
      ['0903', '0904', '0905', '0906', '0912'].includes(logement) || a(toit, '1006')
        ? 'lourd'
        : ['0907', '0908', '0909', '0910', '0911', '0913'].includes(logement) ||
            toit.some(code => code !== '1001') ||
            a(obstacles, '0509')
          ? 'leger'
          : ['0901', '0902'].includes(logement)
            ? 'aucun'
            : null,
    ),
    // « Encore en activité ou depuis moins d’un an », « n’a jamais travaillé »; more than a year says neither of the two others.
    experience: r.histoire === '1904' ? 'eloignee' : r.cessation === '2701' ? 'proche' : undefined,
    autonomie: a(social, '0405') ? 'moyenne' : undefined,
    rqth: a(social, '0403') ? true : undefined,
    motivationTravail: r.rechercheEmploi === true ? true : undefined,
  }
}

const SITUATION_DU_FREIN: Partial<Record<FreinFranceTravail, Situation>> = {
  budget: 'budget',
  sante: 'sante',
  logement: 'logement',
  mobilite: 'mobilite',
  famille: 'famille',
}

/** Answers that were given elsewhere already, the latest source first, and for each where it comes from. */
export function reponsesDites(dit: DejaDit): {
  reponses: Partial<Reponses>
  sources: Partial<Record<Reponse, string>>
} {
  const paroles: { le: string; source: string; reponses: Partial<Reponses> }[] = dit.socioPro.map(s => ({
    le: s.le,
    source: direSource(s.source, s.le),
    reponses: declare(s),
  }))
  const { franceTravail: ft } = dit
  if (ft) {
    const reponses = Object.fromEntries(
      ft.freins.flatMap(frein => {
        const situation = SITUATION_DU_FREIN[frein as FreinFranceTravail]
        return situation ? [[situation, { severite: 'leger', aide: false }]] : []
      }),
    )
    paroles.push({ le: ft.le, source: direSource('France Travail', ft.le), reponses })
  }
  const reponses: Record<string, unknown> = {}
  const sources: Partial<Record<Reponse, string>> = {}
  for (const parole of paroles.toSorted((a, b) => b.le.localeCompare(a.le)))
    for (const [cle, valeur] of Object.entries(parole.reponses)) {
      if (valeur === undefined || cle in reponses) continue
      reponses[cle] = valeur
      sources[cle as Reponse] = parole.source
    }
  return { reponses, sources }
}

const partielle = (date: string | null) =>
  date === null ? null : date.length === 10 ? jourDit(date) : date.length === 7 ? moisAnnee(date) : date

/** All of it in words, source by source. */
export function direDejaDit(dit: DejaDit): { source: string; lignes: { libelle: string; valeur: string }[] }[] {
  const lignes = (paires: [string, string | null | undefined][]) =>
    paires.flatMap(([libelle, valeur]) => (valeur ? [{ libelle, valeur }] : []))
  const { parcours: p, franceTravail: ft, ppae } = dit
  const organisme = (o: ParcoursCaf['decision']) =>
    o &&
    [o.nom, o.rendezVous && `rendez-vous le ${jourDit(o.rendezVous.le)}${o.rendezVous.a ? ` à ${o.rendezVous.a}` : ''}`]
      .filter(Boolean)
      .join(', ')
  return [
    ...dit.socioPro.map(s => ({
      source: `Déclaré à la demande de RSA (${direSource(s.source, s.le)})`,
      lignes: direSocioPro(s.reponses as Parameters<typeof direSocioPro>[0]),
    })),
    {
      source: p ? `Parcours proposé à la demande (${direSource(p.source, p.le)})` : '',
      lignes: p
        ? lignes([
            ['Parcours calculé', PARCOURS_CAF[p.contenu.calcule ?? '']],
            ['Parcours modifié', PARCOURS_CAF[p.contenu.modifie ?? '']],
            ['Motif de la modification', MOTIFS_MODIFICATION[p.contenu.motif ?? '']],
            ['Refusé par la personne', p.contenu.refuse ? 'oui' : null],
            ['Organisme qui décide', organisme(p.contenu.decision)],
            ['Organisme qui suit', organisme(p.contenu.suivi)],
          ])
        : [],
    },
    {
      source: ft ? direSource('France Travail', ft.le) : '',
      lignes: ft
        ? lignes([
            ['Inscription', ft.inscritLe && `depuis le ${jourDit(ft.inscritLe)}`],
            ['Catégorie', direCategorie(ft.categorie)],
            ['Structure', ft.structure],
            ['Référent', ft.referent],
            ['Modalité', direModalite(ft.modalite)],
            ['Dernier entretien', partielle(ft.dernierEntretien)],
            ['Métiers recherchés', ft.metiers.join(', ')],
            ['Freins déclarés', ft.freins.map(f => FREINS_FRANCE_TRAVAIL[f as FreinFranceTravail] ?? f).join(', ')],
          ])
        : [],
    },
    {
      source: ppae ? direSource('PPAE de France Travail', ppae.reference) : '',
      lignes: ppae
        ? lignes([
            ['Signature', partielle(ppae.signeLe)],
            ['Dernier entretien', partielle(ppae.dernierEntretienLe)],
          ])
        : [],
    },
  ].filter(groupe => groupe.lignes.length > 0)
}
