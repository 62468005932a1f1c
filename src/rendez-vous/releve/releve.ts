import { z } from 'zod'
import { avantDAppeler } from '../../precaution/en-bref.ts'
import { Appel, AvantDAppeler } from '../../precaution/lues.ts'
import type { Faute } from '../../socle/saisie/faute.ts'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import { leJour } from '../../socle/ui/phrases.ts'
import { direTelephone } from '../lettre-a-temps.ts'
import { Objet, RendezVousAVenir } from '../rendez-vous.ts'

/** What becomes of an appointment to come with who follows the person no more. */
export const Devenir = z.enum(['passer', 'garder', 'annuler'])
export type Devenir = z.infer<typeof Devenir>

/** By the id of each appointment. One left out waits for who follows the person: it stays, and opens the file to nobody. */
export const Devenirs = z.record(z.uuid(), Devenir.nullable()).transform(dits => {
  const choisis = Object.entries(dits).filter((dit): dit is [string, Devenir] => dit[1] !== null)
  return Object.fromEntries(choisis)
})
export type Devenirs = z.output<typeof Devenirs>

/** Decided after the hand-over. */
export const Decisions = z.object({ rendezVous: Devenirs })

export const ARelever = z.object({
  id: z.uuid(),
  objet: Objet,
  /** ISO instant. */
  debut: z.string(),
  agentId: z.uuid(),
  agent: z.string(),
  /** Who was to receive still may: their account is open, in a role that receives. */
  recoit: z.boolean(),
  /** Who was to receive follows the person no more: a hand-over left it undecided. */
  reste: z.boolean(),
  /** How the person is called when no letter comes before; null when no number is known. */
  appel: Appel.nullable(),
  /** In what somebody has to interpret, when nobody is planned. */
  interprete: z.string().nullable(),
})
export type ARelever = z.infer<typeof ARelever>

/** An appointment (ISO instant) that changes before any letter tells it: the person is to be called. */
export const AAppeler = z.object({
  debut: z.string(),
  devenir: z.enum(['passer', 'annuler', 'retablir']),
})
export type AAppeler = z.infer<typeof AAppeler>

const DEVENU: Record<AAppeler['devenir'], string> = {
  passer: 'à la même heure, avec vous',
  annuler: 'annulé',
  retablir: 'rétabli, il a lieu',
}

/**
 * « À appeler avant le 10 avril à 9 h 30 : rendez-vous annulé », then what to mind on the day it is read: the same person is called for
 * all of them. The notice reads it beside its event (`LUS_D_APPEL`).
 */
export const direAppels = (
  appels: readonly AAppeler[] | undefined,
  { aujourdhui, fuseau, lus }: { aujourdhui: string; fuseau: string; lus: Readonly<Record<string, unknown>> },
): string[] => [
  ...(appels ?? []).map(
    ({ debut, devenir }) =>
      `À appeler avant ${leJour(debut, aujourdhui, fuseau)}\u00a0: rendez-vous ${DEVENU[devenir]}`,
  ),
  ...(typeof lus.interprete === 'string' ? [`Interprète à prévoir\u00a0: ${lus.interprete}`] : []),
  ...avantDAppeler((appels?.length && AvantDAppeler.safeParse(lus.avantAppel).data) || null).map(phrase =>
    phrase.replace(/\.$/, ''),
  ),
]

/** One (ISO instant) that nobody decided upon: who takes over does. `proche`: no letter comes before it any more. */
export const ADecider = z.object({ debut: z.string(), agent: z.string(), proche: z.boolean() })
export type ADecider = z.infer<typeof ADecider>

/** What undoing a hand-over gives back: to who it was with, when it had passed to another; else it is to come again. */
export const Retour = z.object({
  id: z.uuid(),
  /** ISO instant. */
  debut: z.string(),
  agentId: z.uuid(),
  agent: z.string(),
  revient: z.boolean(),
  /** No letter comes before it: the person is to be called. */
  tropProche: z.boolean(),
  /** How; null when no number is known. */
  appel: Appel.nullable(),
  /** In what somebody has to interpret, when nobody is planned. */
  interprete: z.string().nullable(),
  /** Why it can't be given back: it stays as it is; null when it can. */
  raison: z.string().nullable(),
})
export type Retour = z.infer<typeof Retour>

/** One that cancelling may call off; `tropProche`: before any letter tells it. */
export const AAnnuler = RendezVousAVenir.extend({ tropProche: z.boolean(), appel: Appel.nullable() })
export type AAnnuler = z.infer<typeof AAnnuler>

/** Those that no letter tells in time: who to call, and how. */
export const direTropProches = (
  rendezVous: readonly Pick<Retour, 'debut' | 'tropProche' | 'appel'>[],
  fuseau?: string,
): string[] =>
  rendezVous
    .filter(r => r.tropProche)
    .map(
      r =>
        `Aucune lettre n’arriverait avant le ${dateEtHeure(r.debut, fuseau)}\u00a0: ${direTelephone(r.appel, 'appelez la personne')}`,
    )

/** One sentence each; `fuseau`: whose hours, those of the screen when left out. */
export function direRetours(tous: readonly Retour[], fuseau?: string): string[] {
  const retours = tous.filter(r => r.raison === null)
  const donnes = retours.length > 1 ? 'S’ils avaient été donnés' : 'S’il avait été donné'
  return [
    ...retours.map(({ debut, agent, revient }) =>
      revient
        ? `Le rendez-vous du ${dateEtHeure(debut, fuseau)} revient à ${agent}, à la même heure.`
        : `Le rendez-vous du ${dateEtHeure(debut, fuseau)} avec ${agent}, annulé au changement de référent, est rétabli.`,
    ),
    ...(retours.length
      ? [`${donnes} par lettre, une nouvelle convocation est éditée\u00a0: elle est à poster ou à remettre.`]
      : []),
    ...retours
      .filter(r => r.interprete !== null)
      .map(
        r => `Le ${dateEtHeure(r.debut, fuseau)}, l’interprète n’est pas prévu (${r.interprete})\u00a0: prévoyez-le.`,
      ),
    ...direTropProches(retours, fuseau),
    ...tous
      .filter(r => r.raison !== null)
      .map(({ debut, agent, revient, raison }) =>
        revient
          ? `Le rendez-vous du ${dateEtHeure(debut, fuseau)} ne revient pas à ${agent}. ${raison} Dites plus bas ce qu’il devient.`
          : `Le rendez-vous du ${dateEtHeure(debut, fuseau)} avec ${agent}, annulé au changement de référent, le reste. ${raison}`,
      ),
  ]
}

/** What is recorded of each choice. */
export const ECRITS = { passer: 'passe', garder: 'garde', annuler: 'annule' } as const satisfies Record<Devenir, string>

export const MESSAGES_RELEVE = {
  'rendez-vous-changes':
    'Un de ces rendez-vous n’attend plus de décision : il a été déplacé, conclu ou décidé entre-temps. Ce qui reste à décider est montré maintenant : choisissez de nouveau.',
  'passer-sans-referent':
    'Aucun référent n’est choisi : un rendez-vous ne peut pas lui passer. Choisissez un référent, ou laissez ces rendez-vous à décider.',
  'ne-recoit-plus':
    'Qui devait recevoir ne reçoit plus : son compte est fermé ou son rôle ne le permet pas. Passez ce rendez-vous au nouveau référent, ou annulez-le.',
  'releve-du-referent': 'Seul le référent de la personne décide de ces rendez-vous. Voyez avec lui.',
  'sans-suivi':
    'Personne ne suit cette personne : désignez d’abord un référent, ces rendez-vous se décident en même temps.',
} as const

export const fautesReleve = (message: string): Faute[] => [{ champ: 'rendezVous', message }]
