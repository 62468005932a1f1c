import { accessSync, constants } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, CommanderError, type Option } from 'commander'
import { prendreCle } from './auth/cle.ts'
import { aUneCle, engagerCle } from './auth/temoins.ts'
import { contexte, dansTransaction, type Origine, SYSTEME } from './contexte.ts'
import type { Base } from './db.ts'
import { migrer } from './migrer.ts'
import { panneDe } from './observer/panne.ts'
import { direChiffrement } from './postgres/adresse.ts'
import { DemarrageRate } from './postgres/grappe.ts'
import { BaseMuette, EnSuspens, estAnnulee, IssueInconnue, perteDe } from './postgres/perte.ts'
import { baseDeDonnees, dossierDeDonnees } from './postgres-local.ts'
import { Refusal } from './refusal.ts'
import type { Context } from './use-case.ts'

/** The three endings of a command: done, refused with nothing changed, bug. */
const FAIT = 0
const BUG = 1
const REFUSE = 2

export const dire = (message: string) => process.stderr.write(`${message}\n`)
const JOUR = /^\d{4}-\d{2}-\d{2}$/

export function jour(valeur: string): string {
  try {
    if (JOUR.test(valeur)) return Temporal.PlainDate.from(valeur).toString()
  } catch {}
  throw new Refusal(
    'invalid',
    'date-illisible',
    `« ${valeur} » n’est pas une date : écrivez AAAA-MM-JJ, par exemple 2025-03-01.`,
  )
}

export function nombre(valeur: string): number {
  const n = Number(valeur)
  if (Number.isInteger(n) && n >= 0) return n
  throw new Refusal('invalid', 'nombre-illisible', `« ${valeur} » n’est pas un nombre entier.`)
}

type Ouvrir = (url: string, max: number) => Base | Promise<Base>

/** The database of this command; what keeps it from starting is already a sentence (`postgres/`), and is shown. */
export const ouvrirLaBase = (): ReturnType<typeof baseDeDonnees> =>
  baseDeDonnees({ dire }).catch((erreur: NodeJS.ErrnoException) => {
    if (erreur.constructor === Error && !erreur.code) throw new Refusal('conflict', 'base-indisponible', erreur.message)
    if (!/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ERR_SQLITE_ERROR)$/.test(erreur.code ?? '')) throw erreur
    throw new Refusal(
      'conflict',
      'donnees-inaccessibles',
      process.env.FILROUGE_DONNEES
        ? `Le dossier des données, ${dossierDeDonnees()}, ne se laisse pas lire ou écrire (code ${erreur.code})\u00a0: rendez-le à qui lance Filrouge, ou nommez-en un autre par FILROUGE_DONNEES.`
        : `FILROUGE_DONNEES ne nomme pas de dossier où garder la base et la clé, et celui du logiciel, ${dossierDeDonnees()}, ne se laisse pas lire ou écrire (code ${erreur.code})\u00a0: nommez-en un qui appartient à qui lance Filrouge.`,
    )
  })

/** Opens the database, migrated, for the time of a command. */
export async function avecBase<T>(ouvrir: Ouvrir, agir: (base: Base) => Promise<T>): Promise<T> {
  const { url, arreter, dossier } = await ouvrirLaBase()
  try {
    await prendreCle(dossier, () => aUneCle(url))
    await migrer(url)
    const base = await ouvrir(url, 4)
    try {
      return await agir(base)
    } finally {
      await base.fermer()
    }
  } finally {
    await arreter()
  }
}

export async function origine(base: Base, code: string): Promise<Origine> {
  const territoire = await base.commun
    .selectFrom('territoire')
    .select(['code', 'nom', 'demo'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!territoire)
    throw new Refusal(
      'not-found',
      'territoire-inconnu',
      `Le territoire ${code} n’existe pas. Créez-le : filrouge territoire creer --code ${code} --nom …`,
    )
  return { agent: SYSTEME, territoire, now: Temporal.Now.instant().toString() }
}

export async function lire<T>(ouvrir: Ouvrir, code: string, agir: (ctx: Context) => Promise<T>): Promise<T> {
  return avecBase(ouvrir, async base => agir(contexte(base.territoire(code), base, await origine(base, code))))
}

export async function ecrire<T>(ouvrir: Ouvrir, code: string, agir: (ctx: Context) => Promise<T>): Promise<T> {
  return avecBase(ouvrir, async base => {
    const qui = await origine(base, code)
    return engagerCle(base, () => dansTransaction(base, qui, agir))
  })
}

/** One JSON document alone on standard output, or the same thing told in French. */
export function rendre(json: boolean | undefined, document: unknown, phrases: () => string): void {
  process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${phrases()}\n`)
}

const TITRES: Record<string, string> = {
  'Usage:': 'Emploi :',
  'Commands:': 'Commandes :',
  'Options:': 'Options :',
  'Arguments:': 'Arguments :',
}

/** What an option is for, whether it must be given, what it may be, and what it is by itself. */
function direOption({ description, argChoices, defaultValue, mandatory }: Option): string {
  const choix = argChoices ? `un de ${argChoices.join(', ')}` : null
  const sans = ['string', 'number'].includes(typeof defaultValue) ? `par défaut\u00a0: ${defaultValue}` : null
  const suite = [mandatory && 'obligatoire', choix, sans].filter(Boolean).join('\u00a0; ')
  return suite ? `${description} (${suite})` : description
}

const nomEntier = (commande: Command): string =>
  commande.parent ? `${nomEntier(commande.parent)} ${commande.name()}` : commande.name()

/** A command whose help is in French, like all those below it. */
export function francise(commande: Command): Command {
  return commande
    .helpOption('-h, --help', 'montre cette aide')
    .helpCommand('aide [commande]', 'montre l’aide d’une commande')
    .configureHelp({
      styleTitle: titre => TITRES[titre] ?? titre,
      showGlobalOptions: false,
      optionDescription: direOption,
      commandUsage: c => `${nomEntier(c)} ${c.usage()}`.replace('[command]', '<commande>'),
    })
    .configureOutput({ outputError: () => {} })
    .exitOverride()
}

export function lisible(fichier: string): string {
  const chemin = resolve(fichier)
  try {
    accessSync(chemin, constants.R_OK)
    return chemin
  } catch {
    throw new Refusal(
      'invalid',
      'fichier-introuvable',
      `Le fichier « ${fichier} » n’existe pas ou ne peut pas être lu.`,
    )
  }
}

export async function refuserSiHorsBornes<T>(agir: () => Promise<T>): Promise<T> {
  try {
    return await agir()
  } catch (erreur) {
    if (erreur instanceof RangeError) throw new Refusal('invalid', 'hors-bornes', erreur.message)
    throw erreur
  }
}

const EMPLOIS: Record<string, string> = {
  'commander.missingMandatoryOptionValue': 'Il manque une option :',
  'commander.missingArgument': 'Il manque :',
  'commander.optionMissingArgument': 'Il manque une valeur après',
  'commander.unknownOption': 'Option inconnue :',
  'commander.unknownCommand': 'Commande inconnue :',
  'commander.excessArguments': 'Trop de mots dans la commande.',
}

/** What is wrong in how the command was written, in French: the library only says it in English, around the faulty word. */
function direEmploi(erreur: CommanderError): string {
  const mot = /'([^']+)'/.exec(erreur.message)?.[1]
  return `${EMPLOIS[erreur.code]}${mot ? ` ${mot}.` : ''}`
}

/** What a command needs and doesn't find, by the code of the error; null: it is a bug. */
function direVoisin(erreur: unknown, code = ''): string | null {
  if (erreur instanceof IssueInconnue)
    return 'La base de données s’est arrêtée pendant l’enregistrement : nul ne sait s’il est fait. Regardez avant de recommencer.'
  if (/^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|ETIMEDOUT)|^(08|57)/.test(code))
    return `La base de données ne répond pas (code ${code})\u00a0: vérifiez qu’elle tourne, et l’adresse de DATABASE_URL.`
  if (/^28/.test(code))
    return `La base de données refuse l’utilisateur ou le mot de passe de DATABASE_URL (code ${code}).`
  if (code === '3D000') return 'La base que nomme DATABASE_URL n’existe pas\u00a0: créez-la, ou corrigez son nom.'
  if (code === 'ENOSPC' || code === '53100') return 'Le disque est plein\u00a0: faites de la place, puis recommencez.'
  if (erreur instanceof DemarrageRate) return erreur.message
  if (perteDe(erreur) === 'lecture-seule')
    return `La base de données ne se laisse que lire (code ${code})\u00a0: c’est une copie, ou elle est réglée ainsi. Donnez dans DATABASE_URL l’adresse de celle où l’on écrit, ou rouvrez celle-ci à l’écriture, puis recommencez.`
  if (direChiffrement(erreur)) return direChiffrement(erreur)
  if (perteDe(erreur) === 'perdue')
    return 'La base de données ne répond plus : vérifiez qu’elle tourne, puis regardez ce qui est fait avant de recommencer.'
  return null
}

/** Runs the command of these arguments and returns its exit code. */
export async function executer(programme: Command, args: readonly string[]): Promise<number> {
  try {
    await programme.parseAsync([...args], { from: 'user' })
    return FAIT
  } catch (erreur) {
    if (erreur instanceof Refusal) {
      dire(erreur.message)
      return REFUSE
    }
    if (erreur instanceof CommanderError) {
      if (erreur.exitCode === 0) return FAIT
      if (erreur.code in EMPLOIS) dire(`${direEmploi(erreur)} Voyez l’aide : filrouge --help`)
      return REFUSE
    }
    // A line to a base that says nothing any more would keep who failed on it.
    if (erreur instanceof BaseMuette) setTimeout(() => process.exit(), 2000).unref()
    const { erreur: nom, code, ou } = panneDe(erreur)
    const voisin = erreur instanceof EnSuspens ? erreur.message : direVoisin(erreur, code)
    const reste = estAnnulee(erreur) ? ' Rien n’a été gardé.' : ''
    dire(`${voisin ?? `Une panne est survenue (${nom}${code ? `, code ${code}` : ''}).`}${reste}`)
    if (!voisin) dire(ou.join('\n'))
    return BUG
  }
}
