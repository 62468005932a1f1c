import { resolve } from 'node:path'
import { Command, type CommandOptions, Option } from 'commander'
import { commandesDesAgents } from './agent/compte/commandes.ts'
import { type Genre, NOMS_GENRES } from './import/import.ts'
import { ouvrirAvecSesCles } from './reconnaitre-cles.ts'
import { commandesDeSauvegarde } from './sauvegarde/commandes.ts'
import { engagerCle } from './socle/auth/temoins.ts'
import {
  avecBase,
  dire,
  ecrire,
  executer,
  francise,
  jour,
  lire,
  lisible,
  nombre,
  origine,
  ouvrirLaBase,
  refuserSiHorsBornes,
  rendre,
} from './socle/commande.ts'
import { contexte } from './socle/contexte.ts'
import { creerTerritoire, migrer, sqlDesRoles } from './socle/migrer.ts'
import { Refusal } from './socle/refusal.ts'

const programme = francise(new Command('filrouge')).description(
  'Filrouge : le service public de l’insertion et de l’emploi d’un territoire',
)
const groupe = (nom: string, description: string) => francise(programme.command(nom)).description(description)
const commande = (parent: Command, nom: string, description: string) =>
  francise(parent.command(nom)).description(description)

commande(
  programme,
  'demarrer',
  'démarre tout : base de données, écrans, serveur, travaux de fond ; charge la démonstration s’il n’y a aucun territoire',
)
  .option('--port <port>', 'port où s’ouvrent les écrans (variable PORT)', process.env.PORT ?? '3000')
  .option(
    '--hote <adresse>',
    'adresse où le serveur écoute ; 0.0.0.0 : toutes (variable HOST)',
    process.env.HOST ?? '127.0.0.1',
  )
  .option('--sans-demo', 'ne charge pas la démonstration')
  .action(async options => {
    const { demarrer } = await import('./demarrer.ts')
    await demarrer({ port: nombre(options.port), hote: options.hote, demo: !options.sansDemo })
  })

commande(programme, 'migrer', 'met la base de données à la version du logiciel').action(async () => {
  const { url, arreter } = await ouvrirLaBase()
  try {
    const { territoires } = await migrer(url)
    process.stdout.write(`Base à jour. Territoires : ${territoires.join(', ') || 'aucun'}.\n`)
  } finally {
    await arreter()
  }
})

commande(
  programme,
  'roles',
  'écrit le SQL des rôles, que fait passer l’administrateur de PostgreSQL quand l’utilisateur de DATABASE_URL ne peut pas en créer',
)
  .argument('[codes...]', 'codes des territoires qui n’existent pas encore')
  .action(async (codes: string[]) => {
    const { url, arreter } = await ouvrirLaBase()
    try {
      process.stdout.write(`${await sqlDesRoles(url, codes)}\n`)
    } finally {
      await arreter()
    }
  })

commande(programme, 'demo', 'crée le territoire de démonstration s’il n’existe pas').action(async () => {
  await avecBase(ouvrirAvecSesCles, async base => {
    const { creerDemo } = await import('./demo/creer-demo.ts')
    process.stdout.write(
      (await creerDemo(base, dire))
        ? 'Territoire de démonstration créé.\n'
        : 'Le territoire de démonstration existe déjà.\n',
    )
  })
})

const cles = groupe('cles', 'les clés qui chiffrent la base et les sauvegardes')
commande(
  cles,
  'renouveler',
  'après un changement de clé, chiffre de nouveau avec celle de FILROUGE_CLE ce que celles de FILROUGE_CLES_ANCIENNES ont chiffré',
)
  .option('--json', 'un document JSON sur la sortie')
  .action(async ({ json }) => {
    const { renouvelerCles } = await import('./renouveler-cles.ts')
    const { numeroCourant } = await import('./socle/auth/cles.ts')
    const faits = await avecBase(ouvrirAvecSesCles, base => renouvelerCles(base, dire))
    const n = numeroCourant()
    rendre(
      json,
      faits,
      () => `Tout est chiffré avec la clé n° ${n} : les autres ne servent plus qu’aux sauvegardes d’avant.`,
    )
  })

const territoire = groupe('territoire', 'les territoires\u00a0: un par département')
commandesDeSauvegarde({
  commande,
  programme,
  cles,
  territoire,
  verifierCles: async url => (await ouvrirAvecSesCles(url)).fermer(),
})

commande(territoire, 'creer', 'crée un territoire vide')
  .requiredOption('--code <code>', 'code du département, par exemple 59')
  .requiredOption('--nom <nom>', 'nom du territoire')
  .action(async ({ code, nom }) => {
    if (!/^([0-9]{2,3}|2[AB])$/.test(code))
      throw new Refusal(
        'invalid',
        'code-impossible',
        `« ${code} » n’est pas un code de département : deux ou trois chiffres, 2A ou 2B.`,
      )
    if (code === '99')
      throw new Refusal(
        'invalid',
        'code-reserve',
        'Le code 99 est celui du territoire de démonstration : filrouge demo',
      )
    if (!nom.trim()) throw new Refusal('invalid', 'nom-absent', 'Donnez un nom au territoire : --nom Nord')
    const { cree, demo } = await avecBase(ouvrirAvecSesCles, async base => ({
      cree: await creerTerritoire(base.url, { code, nom: nom.trim() }),
      demo: await base.commun.selectFrom('territoire').select('code').where('demo', '=', true).executeTakeFirst(),
    }))
    if (!cree)
      throw new Refusal('conflict', 'territoire-existant', `Le territoire ${code} existe déjà. Rien n’a changé.`)
    process.stdout.write(`Territoire ${code} (${nom.trim()}) créé.\n`)
    if (demo)
      dire(
        `La démonstration (${demo.code}) est sur le même serveur\u00a0: ses mots de passe sont publics. Elle n’ouvre que des adresses inventées\u00a0; avant d’y faire entrer de vraies personnes, effacez-la quand même\u00a0: filrouge territoire effacer`,
      )
  })

commandesDesAgents({
  agent: groupe('agent', 'les agents, et les liens par lesquels ils entrent'),
  commande,
  avecBase: agir => avecBase(ouvrirAvecSesCles, base => engagerCle(base, () => agir(base))),
  ecrire: (territoire, agir) => ecrire(ouvrirAvecSesCles, territoire, agir),
})

commande(programme, 'generer-flux', 'écrit des flux mensuels de la CNAF, tout inventés, pour essayer')
  .requiredOption('--foyers <n>', 'nombre de foyers du premier mois', nombre)
  .requiredOption('--mois <n>', 'nombre de flux mensuels', nombre)
  .requiredOption('--debut <AAAA-MM>', 'premier mois de référence')
  .requiredOption('--dossier <dossier>', 'dossier où écrire')
  .option('--graine <n>', 'nombre d’où part le hasard : le même donne les mêmes fichiers', nombre, 1)
  .option('--departement <code>', 'code du département', '59')
  .addOption(
    new Option('--version <version>', 'version du format de la CNAF')
      .choices(['VRSB0801', 'VRSD0301', 'VRSD0101'])
      .default('VRSB0801'),
  )
  .option('--json', 'un document JSON sur la sortie')
  .action(async options => {
    const { genererFlux } = await import('./demo/generer/generer-flux.ts')
    const fichiers = await refuserSiHorsBornes(() => genererFlux({ ...options, dossier: resolve(options.dossier) }))
    rendre(options.json, fichiers, () => fichiers.map(f => `${f.fichier}  reçu le ${f.recuLe}`).join('\n'))
  })

const importer = groupe('importer', 'fait entrer un fichier : flux, fichier de France Travail ou tableau')
  .usage('<fichier> --territoire <code> [options]')
  .addHelpText('after', () => `\n${unImport.helpInformation()}`)
const unImport = importation('fichier', 'tout fichier que reconnaît la page Imports', null, { isDefault: true })
importation('cnaf', 'comme --genre beneficiaires', 'beneficiaires')
importation('suivis', 'comme --genre suivis', 'suivis')

/** A command that plays a file: its kind is guessed as on the screen, said by `--genre`, or that of an alias. */
function importation(nom: string, description: string, alias: Genre | null, options?: CommandOptions): Command {
  const deux = (valeur: string, avant: Record<string, string>) => ({ ...avant, ...colonneNommee(valeur) })
  const c = francise(importer.command(`${nom} <fichier>`, options)).description(description)
  if (!alias) c.option('--genre <genre>', `ce qu’il contient, sans le deviner : ${NOMS_GENRES.join(', ')}`, genreDit)
  return c
    .requiredOption('--territoire <code>', 'code du territoire')
    .option('--recu-le <date>', 'jour où le département l’a reçu (aujourd’hui par défaut)', jour)
    .option(
      '--colonne <titre=champ>',
      'ce que contient une colonne, nommée par son titre ou sa lettre ; rien après le signe = pour ne pas la lire ; à répéter',
      deux,
      {},
    )
    .option('--feuille <nom>', 'feuille du classeur')
    .option('--force', 'applique un flux même plus ancien que le dernier appliqué')
    .option('--json', 'un document JSON sur la sortie')
    .action(async (fichier, { territoire, recuLe, genre = alias, colonne, feuille, force, json }) => {
      const { anciennesCles, direImport, importerEnLigne } = await import('./echanges/importer-en-ligne.ts')
      const chemin = lisible(fichier)
      const fait = await avecBase(ouvrirAvecSesCles, async base => {
        const qui = await origine(base, territoire)
        const ctx = contexte(base.territoire(territoire), base, qui)
        const demande = { chemin, recuLe: recuLe ?? ctx.today, genre, colonnes: colonne, feuille, force }
        const issue = await importerEnLigne(base, qui, demande)
        return alias ? { ...issue, ...(await anciennesCles(ctx, alias, issue)) } : issue
      })
      if (json || !fait.refus) rendre(json, fait, () => direImport(fait))
      if (fait.refus) throw new Refusal('conflict', fait.refus.code, fait.refus.message)
    })
}

function genreDit(valeur: string): Genre {
  const genre = NOMS_GENRES.find(g => g === valeur)
  if (genre) return genre
  throw new Refusal(
    'invalid',
    'genre-inconnu',
    `« ${valeur} » n’est pas un genre de fichier : ${NOMS_GENRES.join(', ')}.`,
  )
}

function colonneNommee(valeur: string): Record<string, string> {
  const egal = valeur.lastIndexOf('=')
  if (egal > 0) return { [valeur.slice(0, egal).trim()]: valeur.slice(egal + 1).trim() }
  throw new Refusal('invalid', 'colonne-illisible', 'Écrivez --colonne "Titre=champ", ou "Titre=" pour ne pas la lire.')
}

commande(programme, 'personnes', 'liste les personnes, sans leur NIR')
  .requiredOption('--territoire <code>', 'code du territoire')
  .option('--q <texte>', 'seulement celles que trouverait la recherche des écrans pour ce texte')
  .option('--json', 'un document JSON sur la sortie')
  .action(async ({ territoire, q, json }) => {
    const { direPersonne, personnesEnLigne } = await import('./precaution/personnes-en-ligne.queries.ts')
    const personnes = await lire(ouvrirAvecSesCles, territoire, ctx => personnesEnLigne(ctx, q))
    rendre(json, personnes, () => [`${personnes.length} personnes`, ...personnes.map(direPersonne)].join('\n'))
  })

commande(programme, 'doublons', 'liste les paires de dossiers qui sont peut-être en double')
  .requiredOption('--territoire <code>', 'code du territoire')
  .option('--json', 'un document JSON sur la sortie')
  .action(async ({ territoire, json }) => {
    const { doublonsEnLigne } = await import('./personne/doublons/doublons-en-ligne.queries.ts')
    const paires = await lire(ouvrirAvecSesCles, territoire, doublonsEnLigne)
    rendre(json, paires, () =>
      [
        `${paires.length} paires`,
        ...paires.map(p => `${p.personnes.join(' ')}  ${p.statut}  ${p.score ?? '—'}  ${p.raisons.join(', ')}`),
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
    const entrees = await lire(ouvrirAvecSesCles, territoire, ctx => entreesRecues(ctx, du, au))
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

commande(programme, 'indicateurs', 'calcule les indicateurs d’une période, en JSON')
  .requiredOption('--territoire <code>', 'code du territoire')
  .requiredOption('--du <date>', 'premier jour', jour)
  .requiredOption('--au <date>', 'dernier jour', jour)
  .option('--json', 'un document JSON sur la sortie')
  .action(async ({ territoire, du, au, json }) => {
    const { mesurerIndicateurs } = await import('./indicateurs.ts')
    const mesures = await lire(ouvrirAvecSesCles, territoire, ctx => mesurerIndicateurs(ctx, { du, au }))
    rendre(json, mesures, () => JSON.stringify(mesures, null, 2))
  })

process.exitCode = await executer(programme, process.argv.slice(2))
