import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { telephone } from '../socle/ui/dates.ts'
import { enSuite, leJour, mot, NBSP, Nomme, nomDe } from '../socle/ui/phrases.ts'
import { CHAMPS, Champ, direValeur, SOURCES } from './donnees/donnee.ts'
import { prenomLisible } from './noms.ts'

export const recitDossierOuvert = recit('dossier-ouvert', z.object({ source: z.string().nullish() }), (_, apres) => {
  const source = mot(SOURCES, apres?.source)
  return { titre: 'Dossier ouvert', detail: source && `Source${NBSP}: ${source}` }
})

export const recitContact = recit(
  'contact',
  z.object({
    telephone: z.string().nullable(),
    telephoneAccord: z.boolean().nullable(),
    courriel: z.string().nullable(),
    courrielAccord: z.boolean().nullable(),
    source: z.string().nullish(),
    le: z.string().nullish(),
  }),
  (avant, apres) => {
    const change = (cle: 'telephone' | 'courriel' | 'telephoneAccord' | 'courrielAccord') =>
      (avant?.[cle] ?? null) !== (apres?.[cle] ?? null)
    const [tel, ancien, courriel] = [apres?.telephone, avant?.telephone, apres?.courriel]
    const detail = enSuite(
      change('telephone') &&
        enSuite(
          tel ? `Téléphone${NBSP}: ${telephone(tel)}` : 'Téléphone retiré',
          ancien && `avant, ${telephone(ancien)}`,
        ),
      change('courriel') && (courriel ? `Courriel${NBSP}: ${courriel}` : 'Courriel retiré'),
      change('telephoneAccord') && accord('les SMS', avant?.telephoneAccord, apres?.telephoneAccord),
      change('courrielAccord') && accord('les courriels', avant?.courrielAccord, apres?.courrielAccord),
    )
    return { titre: detail ? 'Coordonnées corrigées' : 'Coordonnées confirmées', detail }
  },
  { libres: ['telephone', 'courriel'] },
)

/** What an agreement became; one that was never given isn't withdrawn. */
function accord(pour: string, avant: boolean | null | undefined, apres: boolean | null | undefined): string | null {
  if (apres) return `Accord pour ${pour}`
  return avant ? `Plus d’accord pour ${pour}` : null
}

const Dite = z.object({ champ: z.string(), valeur: z.string().nullish(), source: z.string().nullish() })

/** A flow says of a known person another name or another birth: what they were called, and are now. */
export const recitIdentite = recit(
  'identite-changee',
  z.object({
    ...{ nom: z.string(), nomNaissance: z.string(), prenom: z.string(), dateNaissance: z.string() },
    source: z.string().nullish(),
  }),
  (avant, apres, { aujourdhui }) => {
    const change = (cle: 'nom' | 'nomNaissance' | 'prenom' | 'dateNaissance', champ: Champ) => {
      const [ancien, nouveau] = [avant?.[cle], apres?.[cle]].map(v => (v ? direValeur(champ, v, aujourdhui) : null))
      return nouveau && ancien !== nouveau && `${CHAMPS[champ].libelle}${NBSP}: ${nouveau}, avant${NBSP}: ${ancien}`
    }
    const source = mot(SOURCES, apres?.source)
    return {
      titre: 'Identité changée',
      detail: enSuite(
        change('nomNaissance', 'nom-naissance'),
        change('nom', 'nom'),
        change('prenom', 'prenom'),
        change('dateNaissance', 'date-naissance'),
        source && `dit par${NBSP}: ${source}`,
      ),
    }
  },
)

/** Before: the values shown then, by field; after: what sources said since. */
export const recitDonnees = recit(
  'donnees',
  z.object({
    champs: z.array(Dite.extend({ conflit: z.boolean().optional() })).optional(),
    ...(Object.fromEntries(Champ.options.map(champ => [champ, z.string().nullish()])) as Record<
      Champ,
      z.ZodOptional<z.ZodNullable<z.ZodString>>
    >),
  }),
  (avant, apres, { aujourdhui }) => {
    const dits = apres?.champs ?? []
    const changes = dits.filter(dit => (dit.valeur ?? null) !== (avant?.[dit.champ as Champ] ?? null))
    const phrases = dits.map(dit => {
      const source = mot(SOURCES, dit.source)
      const valeur = `${libelle(dit.champ)}${NBSP}: ${valeurLisible(dit, aujourdhui)}`
      return `${valeur}${source ? ` (${source})` : ''}${dit.conflit ? ', une autre source diffère' : ''}`
    })
    return {
      titre: changes.length ? 'Informations reçues' : 'Deux sources ne disent pas la même chose',
      detail: enSuite(...phrases),
    }
  },
  { libres: ['valeur', ...Champ.options] },
)

export const recitConflitTranche = recit(
  'conflit-tranche',
  Dite,
  (_, apres, { aujourdhui }) => {
    const source = mot(SOURCES, apres?.source)
    return {
      titre: `${libelle(apres?.champ)}${NBSP}: valeur choisie entre plusieurs sources`,
      detail: enSuite(valeurLisible(apres, aujourdhui), source && `dit par${NBSP}: ${source}`),
    }
  },
  { libres: ['valeur'] },
)

function libelle(champ: string | undefined): string {
  const connu = Champ.safeParse(champ)
  return connu.success ? CHAMPS[connu.data].libelle : 'Information'
}

function valeurLisible(dit: Partial<z.infer<typeof Dite>> | null, aujourdhui: string): string {
  const connu = Champ.safeParse(dit?.champ)
  // Where somebody lives is told where it stands, which may be covered; a sentence of the past never could be again.
  if (connu.data === 'adresse') return dit?.valeur ? 'changée' : 'retirée'
  return (connu.success && direValeur(connu.data, dit?.valeur ?? null, aujourdhui)) || 'aucune'
}

export const recitFusion = recit(
  'fusion',
  z.object({ doublonId: z.string().optional(), absorbeId: z.string().optional(), absorbe: Nomme }),
  (_, apres) => {
    const absorbe = nomDe(apres?.absorbe, prenomLisible)
    return {
      titre: 'Deux dossiers réunis en un',
      detail: absorbe && `Dossier réuni à celui-ci${NBSP}: ${absorbe}`,
    }
  },
)

export const recitSeparation = recit(
  'separation',
  z.object({ doublonId: z.string().optional(), garder: z.string().optional(), absorbe: z.string().optional() }),
  () => ({ titre: 'Dossiers séparés de nouveau', detail: 'La réunion des deux dossiers a été défaite.' }),
)

export const recitDistinction = recit('distinction', z.object({ doublonId: z.string().optional() }), () => ({
  titre: 'Un autre dossier ressemblait à celui-ci',
  detail: `Vérifié${NBSP}: ce sont deux personnes.`,
}))

/** Which source is believed first. Before: the order of each datum that changes. */
export const recitPrecedence = recit(
  'precedence-changee',
  z.object({
    champs: z.array(z.string()),
    ordre: z.array(z.string()),
    effetLe: z.string(),
    motif: z.string().nullish(),
    ordres: z.record(z.string(), z.array(z.string())).optional(),
  }),
  (_, apres, { aujourdhui }) => {
    const quand = leJour(apres?.effetLe, aujourdhui)
    const ordre = (apres?.ordre ?? []).flatMap(source =>
      source === 'agent' ? 'un agent' : (mot(SOURCES, source) ?? []),
    )
    return {
      titre: `${(apres?.champs ?? []).map(libelle).join(', ')}${NBSP}: ${ordre.join(', puis ')}`,
      detail: enSuite(quand && `À partir du ${quand.slice(3)}`, apres?.motif),
    }
  },
  { sur: 'precedence' },
)
