import { z } from 'zod'
import {
  type Appel as Appels,
  type AvantDAppeler as Avant,
  type EnBref as Bref,
  type Mesure as CleMesure,
  MESURES,
  type Partage as Partages,
} from './en-bref.ts'

export const Mesure = z.enum(Object.keys(MESURES) as [CleMesure, ...CleMesure[]])

/** `EnBref`, as the API gives it. */
export const EnBref = z.object({
  adresseConfidentielle: z.boolean(),
  nePasEcrire: z.boolean(),
  sansMessage: z.boolean(),
  domiciliationOrganisme: z.string().nullable(),
  mesure: Mesure.nullable(),
  protecteurCopie: z.boolean(),
  langue: z.string().nullable(),
  lsf: z.boolean(),
  sansMarche: z.boolean(),
  gardeEnfant: z.boolean(),
  arriveeDes: z.string().nullable(),
  departAvant: z.string().nullable(),
}) satisfies z.ZodType<Bref>

/** `Partage`, as the API gives it. */
export const Partage = z.object({
  telephone: z.boolean(),
  courriel: z.boolean(),
  sansMessage: z.boolean(),
  valeurs: z.array(z.string()),
  avec: z.array(z.object({ personneId: z.uuid(), nom: z.string(), prenom: z.string(), valeurs: z.array(z.string()) })),
}) satisfies z.ZodType<Partages>

/** `AvantDAppeler`, as it is read. */
export const AvantDAppeler = z.object({
  sansMessage: z.boolean(),
  partage: z.boolean(),
}) satisfies z.ZodType<Avant>

/** `Appel`, as the API gives it. */
export const Appel = AvantDAppeler.extend({ numero: z.string() }) satisfies z.ZodType<Appels>
