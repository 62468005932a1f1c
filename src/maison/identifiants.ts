import { z } from 'zod'

/**
 * The identifiers that an input may carry and that lead to no person, with the reason. `:nom` stands in the path. Any other makes of
 * its route one that is tried against who is out of scope (`routes.test.ts`).
 */
export const SANS_PERSONNE: Record<string, string> = {
  id: 'fait par l’appelant, pour ce qui n’existe pas encore',
  nouveauId: 'fait par l’appelant, pour ce qui n’existe pas encore',
  agentId: 'un agent du territoire',
  ':agentId': 'un agent du territoire',
  agent: 'un agent du territoire',
  referentId: 'un agent du territoire',
  coReferentId: 'un agent du territoire',
  ':habilitationId': 'le rôle d’un agent',
  remplace: 'le rôle d’un agent',
  structureId: 'une structure du territoire',
  ':structureId': 'une structure du territoire',
  equipeId: 'une équipe d’une structure',
  ':equipeId': 'une équipe d’une structure',
  antenneId: 'un lieu d’une structure',
  ':antenneId': 'un lieu d’une structure',
  personnes: 'les personnes d’une liste affichée : celles hors du périmètre sont tues',
  ':importId': 'un fichier reçu : ce qu’il dit de personnes est montré par des adresses qui le filtrent',
  importId: 'un fichier reçu, dont une liste ne montre que les lignes qui attendent celui qui demande',
  ':ligne':
    'un rang dans un fichier reçu : ce qui s’y dit de personnes est montré à qui voit celles à qui il ressemble',
  choix: 'un des dossiers proposés pour la ligne d’une liste : un autre est ignoré quand elle s’applique',
  ':accesId': 'la clé d’un logiciel partenaire',
  ':archiveId': 'une personne sortie de la base active : qui a le droit des archives l’a pour tout le territoire',
  ':objetId': 'une structure, un agent, un paramètre, une clé : jamais une personne',
  ':genre': 'l’horloge d’une échéance',
  ':faitId': 'ce dont court une échéance de la personne de l’adresse : ailleurs, elle n’existe pas',
  orientationId: 'ce que montrait l’écran de celui qui demande : un autre est refusé, sans être lu',
  ':avisId': 'un avis de celui qui demande : celui d’un autre agent n’est pas touché',
  ':travailId': 'un travail de fond : ni sa charge ni personne n’en est montré',
  ':ouvertureId': 'l’ouverture d’un dossier, pour qui contrôle les lectures ou l’a faite',
  ':cle': 'un paramètre du territoire',
}

type Schema = { format?: string; enum?: unknown[]; const?: unknown; properties?: Record<string, Schema> }

/**
 * The names under which an input carries an identifier, found in its schema however deep: every UUID, and whatever the path carries
 * that isn't one of a closed list of words.
 */
export function identifiantsDe(route: string, input: z.ZodObject): string[] {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema
  const chemin = [...route.matchAll(/:(\w+)/g)].map(m => m[1] ?? '')
  const duChemin = chemin.filter(nom => !schema.properties?.[nom]?.enum)
  const duReste = Object.entries(schema.properties ?? {}).filter(([nom]) => !chemin.includes(nom))
  return [...new Set([...duChemin.map(nom => `:${nom}`), ...duReste.flatMap(([nom, s]) => uuids(nom, s))])]
}

/** The names of the properties that hold a UUID, in a piece of JSON Schema: an array or a choice has the name of what holds it. */
function uuids(nom: string, schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { format, properties = {}, ...reste } = schema as Schema
  return [
    ...(format === 'uuid' ? [nom] : []),
    ...Object.entries(properties).flatMap(([n, s]) => uuids(n, s)),
    ...Object.values(reste).flatMap(s => uuids(nom, s)),
  ]
}

/** Does this value carry something under this name, however deep? */
export function porte(valeur: unknown, nom: string): boolean {
  if (typeof valeur !== 'object' || valeur === null) return false
  return Object.entries(valeur).some(([cle, v]) => (cle === nom && Boolean(v)) || porte(v, nom))
}
