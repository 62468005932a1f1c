import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { pluriel, telephone } from '../socle/ui/dates.ts'
import { changements, enListe, enSuite, minuscule, mot, NBSP } from '../socle/ui/phrases.ts'
import { DOMINANTES } from './dominante.ts'
import { ORGANISMES, PUBLICS_STRUCTURE } from './structure.ts'

/** A structure as described; a list describes less. */
const Description = z.object({
  nom: z.string(),
  organisme: z.string().optional(),
  dominantes: z.array(z.string()).optional(),
  publics: z.array(z.string()).optional(),
  /** INSEE codes; null is the whole territory. */
  communes: z.array(z.string()).nullish(),
  siret: z.string().nullish(),
  adresse: z.string().nullish(),
  telephone: z.string().nullish(),
  courriel: z.string().nullish(),
  capacite: z.int().nullish(),
  accesSansMarche: z.boolean().nullish(),
})

const ouiOuNon = (oui: unknown) => (oui ? 'oui' : 'non')
const mots = (table: Readonly<Record<string, string>>) => (cles: string[]) =>
  enListe(cles.flatMap(cle => mot(table, cle) ?? []).map(minuscule)) || 'aucun'

export const recitStructureCreee = recit(
  'structure-creee',
  Description.extend({ aCompleter: z.boolean().optional() }),
  (_, apres) => ({
    titre: apres?.aCompleter ? 'Connue par une liste, à compléter' : 'Structure créée',
    detail: enSuite(
      apres?.nom,
      mot(ORGANISMES, apres?.organisme),
      apres?.dominantes?.length && `parcours${NBSP}: ${mots(DOMINANTES)(apres.dominantes)}`,
    ),
  }),
  { sur: 'structure' },
)

export const recitStructureModifiee = recit(
  'structure-modifiee',
  Description.partial(),
  (avant, apres) => {
    const detail = changements(avant, apres, {
      nom: ['Nom', String],
      organisme: ['Organisme', cle => mot(ORGANISMES, cle) ?? String(cle)],
      dominantes: ['Parcours', mots(DOMINANTES)],
      publics: ['Publics', mots(PUBLICS_STRUCTURE)],
      communes: ['Communes servies', codes => pluriel(codes.length, 'commune'), 'tout le territoire'],
      siret: ['SIRET', String],
      adresse: ['Adresse', String],
      telephone: ['Téléphone', tel => telephone(String(tel))],
      courriel: ['Courriel', String],
      capacite: ['Capacité', n => pluriel(n, 'personne'), 'non dite'],
      accesSansMarche: ['Accès sans marche', ouiOuNon, 'inconnu'],
    })
    return { titre: detail ? 'Description modifiée' : 'Description relue', detail }
  },
  { sur: 'structure' },
)

const Antenne = z.object({
  antenneId: z.string(),
  nom: z.string(),
  adresse: z.string().nullish(),
  codeInsee: z.string().nullish(),
  telephone: z.string().nullish(),
  accesSansMarche: z.boolean().nullish(),
})

export const recitAntenneCreee = recit(
  'antenne-creee',
  Antenne,
  (_, apres) => ({
    titre: 'Antenne ajoutée',
    detail: enSuite(apres?.nom, apres?.adresse, apres?.telephone && telephone(apres.telephone)),
  }),
  { sur: 'structure' },
)

export const recitAntenneModifiee = recit(
  'antenne-modifiee',
  Antenne,
  (avant, apres) => ({
    titre: `Antenne modifiée${NBSP}: ${apres?.nom ?? 'sans nom'}`,
    detail: changements(avant, apres, {
      nom: ['Nom', String],
      adresse: ['Adresse', String],
      codeInsee: ['Code INSEE', String],
      telephone: ['Téléphone', tel => telephone(String(tel))],
      accesSansMarche: ['Accès sans marche', ouiOuNon, 'inconnu'],
    }),
  }),
  { sur: 'structure' },
)

const Fermee = { nom: z.string(), fermeeLe: z.string() }

export const recitAntenneFermee = recit(
  'antenne-fermee',
  z.object({ antenneId: z.string(), ...Fermee }),
  (_, apres) => ({ titre: 'Antenne fermée', detail: apres?.nom ?? null }),
  { sur: 'structure' },
)

const Equipe = z.object({ equipeId: z.string(), nom: z.string(), antenne: z.string().nullish() })

export const recitEquipeCreee = recit(
  'equipe-creee',
  Equipe,
  (_, apres) => ({ titre: 'Équipe ajoutée', detail: enSuite(apres?.nom, apres?.antenne) }),
  { sur: 'structure' },
)

export const recitEquipeModifiee = recit(
  'equipe-modifiee',
  Equipe,
  (avant, apres) => ({
    titre: `Équipe modifiée${NBSP}: ${apres?.nom ?? 'sans nom'}`,
    detail: changements(avant, apres, { nom: ['Nom', String], antenne: ['Lieu', String] }),
  }),
  { sur: 'structure' },
)

export const recitEquipeFermee = recit(
  'equipe-fermee',
  z.object({ equipeId: z.string(), ...Fermee }),
  (_, apres) => ({ titre: 'Équipe fermée', detail: apres?.nom ?? null }),
  { sur: 'structure' },
)

export const recitStructureFermee = recit(
  'structure-fermee',
  z.object({ fermeeLe: z.string() }),
  () => ({ titre: 'Structure fermée', detail: 'On n’y oriente plus personne.' }),
  { sur: 'structure' },
)
