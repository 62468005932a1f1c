import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { pluriel, telephone } from '../socle/ui/dates.ts'
import { changements, enSuite, NBSP } from '../socle/ui/phrases.ts'
import { GENRES_FACTEUR } from './double-facteur/facteur.ts'
import { traits } from './roles.ts'

const Identite = z.object({ prenom: z.string(), nom: z.string(), telephone: z.string().nullish() })

export const recitAgentCree = recit(
  'agent-cree',
  Identite.extend({
    courriel: z.string(),
    /** Of an agent already known: left « à compléter » by a list, or whose account was deactivated. */
    repris: z.boolean().optional(),
    /** Known by a list; no account is open yet. */
    aCompleter: z.boolean().optional(),
  }),
  (_, apres) => ({
    titre: apres?.aCompleter ? 'Connu par une liste, sans compte' : apres?.repris ? 'Compte rouvert' : 'Compte créé',
    detail: enSuite(apres?.prenom && `${apres.prenom} ${apres.nom ?? ''}`.trim(), apres?.courriel),
  }),
  { sur: 'agent' },
)

export const recitAgentModifie = recit(
  'agent-modifie',
  Identite,
  (avant, apres) => ({
    titre: 'Identité corrigée',
    detail: changements(avant, apres, {
      prenom: ['Prénom', String],
      nom: ['Nom', String],
      telephone: ['Téléphone', tel => telephone(String(tel))],
    }),
  }),
  { sur: 'agent' },
)

export const recitAgentDesactive = recit(
  'agent-desactive',
  z.object({ desactiveLe: z.string() }),
  () => ({ titre: 'Compte désactivé', detail: 'Ses rôles sont fermés, sa session aussi.' }),
  { sur: 'agent' },
)

const RoleTenu = z.object({
  habilitationId: z.string(),
  role: z.string(),
  structure: z.string().nullish(),
  equipe: z.string().nullish(),
  /** INSEE codes; null is the whole territory. */
  secteur: z.array(z.string()).nullish(),
  plafond: z.int().nullish(),
})

const ouEtCombien = (tenu: Partial<z.infer<typeof RoleTenu>> | null) =>
  enSuite(
    tenu?.structure,
    tenu?.equipe,
    tenu?.secteur && `secteur de ${pluriel(tenu.secteur.length, 'commune')}`,
    tenu?.plafond && `${pluriel(tenu.plafond, 'personne')} au plus`,
  )

export const recitRoleDonne = recit(
  'role-donne',
  RoleTenu,
  (avant, apres) => ({
    titre: `Rôle ${avant ? 'modifié' : 'donné'}${NBSP}: ${traits(apres?.role ?? null)?.libelle ?? 'rôle qui n’existe plus'}`,
    detail: ouEtCombien(apres),
  }),
  {
    sur: 'agent',
    // Taken again at the same place: what changed of it.
    fait: (avant, apres) => {
      if (!avant) return null
      const plafond = avant.plafond !== apres?.plafond && apres?.plafond
      const quoi = [
        plafond && `le plafond (${pluriel(plafond, 'personne')} au plus)`,
        avant.equipe !== apres?.equipe && 'l’équipe',
        String(avant.secteur ?? '') !== String(apres?.secteur ?? '') && 'le secteur',
      ].filter(Boolean)
      return `a changé ${quoi.length ? quoi.join(', ') : 'le rôle'} de cet agent`
    },
  },
)

export const recitRoleRetire = recit(
  'role-retire',
  RoleTenu,
  avant => ({
    titre: `Rôle retiré${NBSP}: ${traits(avant?.role ?? null)?.libelle ?? 'rôle qui n’existe plus'}`,
    detail: ouEtCombien(avant),
  }),
  { sur: 'agent' },
)

/** Written by versions where an administrator gave the first password. */
export const recitMotDePasseProvisoire = recit(
  'mot-de-passe-provisoire',
  z.object({}),
  () => ({ titre: 'Nouveau mot de passe provisoire', detail: 'Ses sessions ouvertes ont été fermées.' }),
  { sur: 'agent' },
)

export const recitLienDonne = recit(
  'lien-donne',
  z.object({
    /** To who asked for it, for want of mail: they had it in their hands. */
    montre: z.boolean(),
    /** The account was open: its password no longer opens it here. */
    reinitialise: z.boolean(),
  }),
  (_, apres) => ({
    titre: apres?.reinitialise ? 'Accès réinitialisé' : 'Lien pour ouvrir le compte',
    detail: enSuite(
      apres?.montre ? 'Lien montré à qui l’a demandé, à remettre en main propre' : 'Lien fait, à envoyer à son adresse',
      apres?.reinitialise && 'ses sessions ouvertes ici ont été fermées',
    ),
  }),
  { sur: 'agent' },
)

export const recitCompteOuvert = recit(
  'compte-ouvert',
  z.object({}),
  () => ({ titre: 'Compte ouvert par l’agent', detail: 'Par le lien qui lui a été donné.' }),
  { sur: 'agent' },
)

export const recitCompteCede = recit(
  'compte-cede',
  z.object({}),
  () => ({
    titre: 'Compte fermé par le titulaire de son adresse',
    detail:
      'Il l’a prouvée par un lien reçu par courriel, et dit n’avoir jamais ouvert ce compte. Faites-lui un autre lien.',
  }),
  { sur: 'agent' },
)

export const recitInvitationDeclinee = recit(
  'invitation-declinee',
  z.object({}),
  () => ({ titre: 'Invitation déclinée par l’agent', detail: null }),
  { sur: 'agent' },
)

export const recitMotDePasseChange = recit(
  'mot-de-passe-change',
  z.object({}),
  () => ({ titre: 'Mot de passe changé', detail: 'Ses autres sessions ont été fermées.' }),
  { sur: 'agent' },
)

const Facteur = z.object({ genre: z.enum(['totp', 'cle']), nom: z.string() })
const direFacteur = (facteur: Partial<z.infer<typeof Facteur>> | null) =>
  enSuite(GENRES_FACTEUR[facteur?.genre ?? 'totp'], facteur?.nom)

export const recitFacteurAjoute = recit(
  'facteur-ajoute',
  Facteur,
  (_, apres) => ({ titre: 'Connexion forte ajoutée', detail: direFacteur(apres) }),
  { sur: 'agent' },
)

export const recitFacteurRetire = recit(
  'facteur-retire',
  Facteur,
  avant => ({ titre: 'Connexion forte retirée', detail: direFacteur(avant) }),
  { sur: 'agent' },
)

export const recitCodesSecoursRefaits = recit(
  'codes-secours-refaits',
  z.object({}),
  () => ({ titre: 'Codes de secours refaits', detail: 'Les anciens ne servent plus.' }),
  { sur: 'agent' },
)

export const recitCodeSecoursEmploye = recit(
  'code-secours-employe',
  z.object({ restants: z.int() }),
  (_, apres) => ({
    titre: 'Un code de secours a servi',
    detail: apres?.restants === undefined ? null : `Il en reste ${apres.restants}.`,
  }),
  { sur: 'agent' },
)

export const recitFacteursRetires = recit(
  'facteurs-retires',
  /** By the command line, of an account that works in several territories; else by an administrator. */
  z.object({ parLeServeur: z.boolean().optional() }),
  (_, apres) => ({
    titre: `Connexion forte retirée par ${apres?.parLeServeur ? 'qui tient le serveur' : 'l’administrateur'}`,
    detail:
      'Applications, clés d’accès et codes de secours ne servent plus, ProConnect n’est plus lié. Ses sessions ouvertes ont été fermées.',
  }),
  { sur: 'agent' },
)

export const recitProconnectLie = recit(
  'proconnect-lie',
  z.object({}),
  () => ({ titre: 'Compte ProConnect lié', detail: 'Il ouvre désormais ce compte.' }),
  { sur: 'agent' },
)

export const recitProconnectDelie = recit(
  'proconnect-delie',
  z.object({}),
  () => ({ titre: 'Compte ProConnect délié', detail: 'Il n’ouvre plus ce compte.' }),
  { sur: 'agent' },
)
