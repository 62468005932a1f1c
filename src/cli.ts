import { accessSync, constants, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, CommanderError } from 'commander'
import { ROLES } from './agent/agent.ts'
import { prendreCle } from './socle/cle.ts'
import { contexte, dansTransaction, type Origine, SYSTEME } from './socle/contexte.ts'
import { type Base, ouvrirBase } from './socle/db.ts'
import { creerTerritoire, migrer } from './socle/migrer.ts'
import { baseDeDonnees } from './socle/postgres-local.ts'
import { Refusal } from './socle/refusal.ts'
import type { Context } from './socle/use-case.ts'

/** The three endings of a command: done, refused with nothing changed, bug. */
const FAIT = 0
const BUG = 1
const REFUSE = 2

const dire = (message: string) => process.stderr.write(`${message}\n`)
const JOUR = /^\d{4}-\d{2}-\d{2}$/

function jour(valeur: string): string {
  try {
    if (JOUR.test(valeur)) return Temporal.PlainDate.from(valeur).toString()
  } catch {}
  throw new Refusal(
    'invalid',
    'date-illisible',
    `« ${valeur} » n’est pas une date : écrivez AAAA-MM-JJ, par exemple 2025-03-01.`,
  )
}

function nombre(valeur: string): number {
  const n = Number(valeur)
  if (Number.isInteger(n) && n >= 0) return n
  throw new Refusal('invalid', 'nombre-illisible', `« ${valeur} » n’est pas un nombre entier.`)
}

/** Opens the database, migrated, for the time of a command. */
async function avecBase<T>(agir: (base: Base) => Promise<T>): Promise<T> {
  const { url, arreter, dossier } = await baseDeDonnees({ dire })
  try {
    prendreCle(dossier)
    await migrer(url)
    const base = ouvrirBase(url, 4)
    try {
      return await agir(base)
    } finally {
      await base.fermer()
    }
  } finally {
    await arreter()
  }
}

async function origine(base: Base, code: string): Promise<Origine> {
  const territoire = await base.commun
    .selectFrom('territoire')
    .select(['code', 'nom', 'demo'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!territoire)
    throw new Refusal(
      'not-found',
      'territoire-inconnu',
      `Le territoire ${code} n’existe pas. Créez-le : filrouge territoire creer --code ${code} --nom …`,
    )
  return { agent: SYSTEME, territoire, now: Temporal.Now.instant().toString() }
}

async function lire<T>(code: string, agir: (ctx: Context) => Promise<T>): Promise<T> {
  return avecBase(async base => agir(contexte(base.territoire(code), base.commun, await origine(base, code))))
}

async function ecrire<T>(code: string, agir: (ctx: Context) => Promise<T>): Promise<T> {
  return avecBase(async base => dansTransaction(base, await origine(base, code), agir))
}

/** One JSON document alone on standard output, or the same thing told in French. */
function rendre(json: boolean | undefined, document: unknown, phrases: () => string): void {
  process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${phrases()}\n`)
}

const TITRES: Record<string, string> = {
  'Usage:': 'Emploi :',
  'Commands:': 'Commandes :',
  'Options:': 'Options :',
  'Arguments:': 'Arguments :',
}

/** A command whose help is in French, like all those below it. */
function francise(commande: Command): Command {
  return commande
    .helpOption('-h, --help', 'montre cette aide')
    .helpCommand('aide [commande]', 'montre l’aide d’une commande')
    .configureHelp({ styleTitle: titre => TITRES[titre] ?? titre, showGlobalOptions: false })
    .configureOutput({ outputError: () => {} })
    .exitOverride()
}

const programme = francise(new Command('filrouge')).description(
  'Filrouge : le service public de l’insertion et de l’emploi d’un territoire',
)
const groupe = (nom: string, description: string) => francise(programme.command(nom)).description(description)
const commande = (parent: Command, nom: string, description: string) =>
  francise(parent.command(nom)).description(description)

commande(
  programme,
  'demarrer',
  'démarre tout : base de données, écrans, serveur, travaux de fond ; charge la démonstration s’il n’y a aucun territoire',
)
  .option('--port <port>', 'port d’écoute', process.env.PORT ?? '3000')
  .option('--hote <adresse>', 'adresse d’écoute', process.env.HOST ?? '127.0.0.1')
  .option('--sans-demo', 'ne charge pas la démonstration')
  .action(async options => {
    const { demarrer } = await import('./demarrer.ts')
    await demarrer({ port: nombre(options.port), hote: options.hote, demo: !options.sansDemo })
  })

commande(programme, 'migrer', 'met la base de données à la version du logiciel').action(async () => {
  const { url, arreter } = await baseDeDonnees({ dire })
  try {
    const { territoires } = await migrer(url)
    process.stdout.write(`Base à jour. Territoires : ${territoires.join(', ') || 'aucun'}.\n`)
  } finally {
    await arreter()
  }
})

commande(programme, 'demo', 'crée le territoire de démonstration s’il n’existe pas').action(async () => {
  await avecBase(async base => {
    const { creerDemo } = await import('./demo/creer-demo.ts')
    process.stdout.write(
      (await creerDemo(base, dire))
        ? 'Territoire de démonstration créé.\n'
        : 'Le territoire de démonstration existe déjà.\n',
    )
  })
})

commande(groupe('territoire', 'les territoires'), 'creer', 'crée un territoire vide')
  .requiredOption('--code <code>', 'code du département, par exemple 59')
  .requiredOption('--nom <nom>', 'nom du territoire')
  .action(async ({ code, nom }) => {
    if (!/^([0-9]{2,3}|2[AB])$/.test(code))
      throw new Refusal(
        'invalid',
        'code-impossible',
        `« ${code} » n’est pas un code de département : deux ou trois chiffres, 2A ou 2B.`,
      )
    if (!nom.trim()) throw new Refusal('invalid', 'nom-absent', 'Donnez un nom au territoire : --nom Nord')
    const cree = await avecBase(base => creerTerritoire(base.url, { code, nom: nom.trim() }))
    if (!cree)
      throw new Refusal('conflict', 'territoire-existant', `Le territoire ${code} existe déjà. Rien n’a changé.`)
    process.stdout.write(`Territoire ${code} (${nom.trim()}) créé.\n`)
  })

commande(groupe('agent', 'les agents'), 'creer', 'crée un agent et son accès')
  .requiredOption('--territoire <code>', 'code du territoire')
  .requiredOption('--courriel <adresse>', 'adresse électronique de l’agent')
  .requiredOption('--role <role>', `un de : ${Object.keys(ROLES).join(', ')}`)
  .option('--nom <nom>', 'nom de famille')
  .option('--prenom <prenom>', 'prénom')
  .option('--structure <nom>', 'structure (créée « à compléter » si elle est inconnue)')
  .option('--mot-de-passe <mot>', 'mot de passe ; sans lui, un mot de passe provisoire est affiché')
  .option('--json', 'un document JSON sur la sortie')
  .action(async options => {
    const { creerAgentEnLigne } = await import('./agent/agent-en-ligne.ts')
    const agent = await ecrire(options.territoire, ctx => creerAgentEnLigne(ctx, options))
    rendre(
      options.json,
      agent,
      () => `Agent ${agent.courriel} créé.${agent.motDePasse ? ` Mot de passe provisoire : ${agent.motDePasse}` : ''}`,
    )
  })

commande(programme, 'generer-flux', 'écrit des flux CNAF fictifs d’une population qui vit')
  .requiredOption('--foyers <n>', 'foyers du premier mois', nombre)
  .requiredOption('--mois <n>', 'nombre de flux mensuels', nombre)
  .requiredOption('--debut <AAAA-MM>', 'premier mois de référence')
  .requiredOption('--dossier <dossier>', 'dossier où écrire')
  .option('--graine <n>', 'même graine, mêmes fichiers', nombre, 1)
  .option('--departement <code>', 'code du département', '59')
  .option('--json', 'un document JSON sur la sortie')
  .action(async options => {
    const { genererFlux } = await import('./echanges/cnaf/generer/generer-flux.ts')
    const fichiers = await refuserSiHorsBornes(() => genererFlux({ ...options, dossier: resolve(options.dossier) }))
    rendre(options.json, fichiers, () => fichiers.map(f => `${f.fichier}  reçu le ${f.recuLe}`).join('\n'))
  })

const importer = groupe('importer', 'fait entrer des fichiers')
commande(importer, 'cnaf <fichier>', 'applique un flux bénéficiaires de la CAF ou de la MSA (VRSB0801)')
  .requiredOption('--territoire <code>', 'code du territoire')
  .option('--recu-le <date>', 'jour où le département l’a reçu (aujourd’hui par défaut)', jour)
  .option('--force', 'applique même un fichier plus ancien que le dernier')
  .option('--json', 'un document JSON sur la sortie')
  .action(async (fichier, options) => {
    const { importerCnaf } = await import('./echanges/cnaf/importer-cnaf.ts')
    const { direRapport } = await import('./echanges/cnaf/rapport.ts')
    const chemin = lisible(fichier)
    const rapport = await avecBase(async base => {
      const qui = await origine(base, options.territoire)
      const recuLe = options.recuLe ?? contexte(base.territoire(options.territoire), base.commun, qui).today
      return importerCnaf(base, qui, { chemin, recuLe, force: options.force ?? false })
    })
    rendre(options.json, rapport, () => direRapport(rapport))
  })
commande(importer, 'suivis <fichier>', 'reprend les suivis déjà en cours ailleurs (CSV)')
  .requiredOption('--territoire <code>', 'code du territoire')
  .option('--json', 'un document JSON sur la sortie')
  .action(async (fichier, options) => {
    const { importerSuivis } = await import('./accompagnement/suivis.import.ts')
    const { decoderTexte } = await import('./socle/texte.ts')
    const texte = decoderTexte(readFileSync(lisible(fichier)))
    const rapport = await ecrire(options.territoire, ctx => importerSuivis(ctx, texte))
    rendre(options.json, rapport, () =>
      [
        `${rapport.lus} lignes lues : ${rapport.crees} suivis repris, ${rapport.inchanges} déjà connus, ${rapport.rejetes} écartées.`,
        `À compléter : ${rapport.structuresCreees} structures, ${rapport.referentsCrees} référents.`,
        ...rapport.anomalies.map(a => `ligne ${a.ligne}, ${a.champ} : ${a.motif}`),
      ].join('\n'),
    )
  })

commande(programme, 'entrees', 'liste les nouveaux entrants reçus dans une période')
  .requiredOption('--territoire <code>', 'code du territoire')
  .requiredOption('--du <date>', 'premier jour', jour)
  .requiredOption('--au <date>', 'dernier jour', jour)
  .option('--json', 'un document JSON sur la sortie')
  .action(async ({ territoire, du, au, json }) => {
    const { entreesRecues } = await import('./droit/entrees.queries.ts')
    const { MOTIFS_ENTREE } = await import('./droit/entree.ts')
    const entrees = await lire(territoire, ctx => entreesRecues(ctx, du, au))
    rendre(json, entrees, () =>
      [
        `${entrees.length} entrées`,
        ...entrees.map(
          e =>
            `${e.recuLe}  ${e.numeroDemandeRsa} ${e.role}  ${e.nom} ${e.prenom}  ${MOTIFS_ENTREE[e.motif]}, à orienter au plus tard le ${e.echeance15Jours}${e.orienteLe ? `, orienté le ${e.orienteLe}` : ''}`,
        ),
      ].join('\n'),
    )
  })

commande(programme, 'indicateurs', 'calcule les indicateurs d’une période')
  .requiredOption('--territoire <code>', 'code du territoire')
  .requiredOption('--du <date>', 'premier jour', jour)
  .requiredOption('--au <date>', 'dernier jour', jour)
  .option('--json', 'un document JSON sur la sortie')
  .action(async ({ territoire, du, au, json }) => {
    const { mesurerIndicateurs } = await import('./indicateurs.ts')
    const mesures = await lire(territoire, ctx => mesurerIndicateurs(ctx, { du, au }))
    rendre(json, mesures, () => JSON.stringify(mesures, null, 2))
  })

function lisible(fichier: string): string {
  const chemin = resolve(fichier)
  try {
    accessSync(chemin, constants.R_OK)
    return chemin
  } catch {
    throw new Refusal(
      'invalid',
      'fichier-introuvable',
      `Le fichier « ${fichier} » n’existe pas ou ne peut pas être lu.`,
    )
  }
}

async function refuserSiHorsBornes<T>(agir: () => Promise<T>): Promise<T> {
  try {
    return await agir()
  } catch (erreur) {
    if (erreur instanceof RangeError) throw new Refusal('invalid', 'hors-bornes', erreur.message)
    throw erreur
  }
}

const EMPLOIS: Record<string, string> = {
  'commander.missingMandatoryOptionValue': 'Il manque une option :',
  'commander.missingArgument': 'Il manque :',
  'commander.optionMissingArgument': 'Il manque une valeur après',
  'commander.unknownOption': 'Option inconnue :',
  'commander.unknownCommand': 'Commande inconnue :',
  'commander.excessArguments': 'Trop de mots dans la commande.',
}

/** What is wrong in how the command was written, in French: the library only says it in English, around the faulty word. */
function direEmploi(erreur: CommanderError): string {
  const mot = /'([^']+)'/.exec(erreur.message)?.[1]
  return `${EMPLOIS[erreur.code]}${mot ? ` ${mot}.` : ''}`
}

/** Runs the command of these arguments and returns its exit code. */
async function executer(args: readonly string[]): Promise<number> {
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
      if (erreur.code in EMPLOIS) dire(`${direEmploi(erreur)} Voyez l’aide : filrouge --help`)
      return REFUSE
    }
    dire(`Une panne est survenue (${erreur instanceof Error ? erreur.name : 'inconnue'}). Rien n’a été gardé.`)
    if (erreur instanceof Error)
      dire(
        erreur.stack
          ?.split('\n')
          .filter(l => l.startsWith('    at '))
          .join('\n') ?? '',
      )
    return BUG
  }
}

process.exitCode = await executer(process.argv.slice(2))
