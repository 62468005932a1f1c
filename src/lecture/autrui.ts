/**
 * Words by which a column title or a cell tells of somebody else than the person the line is about: a relative, a guardian, who
 * follows her, who employs her, whom to call in an emergency. Theirs is never taken for hers.
 */
const AUTRUI = new RegExp(
  `\\b(${[
    'meres?|maman|peres?|papa|parents?|fils|filles?|enfants?|soeurs?|freres?|beau|belle|oncle|tante|cousine?s?|neveu',
    'niece|grand|famille|familial|conjointe?s?|mari|epoux|epouse|femme|compagnon|compagne|concubine?|partenaires?',
    'amie?s?|voisine?s?|colocataire|proches?|tiers|tuteurs?|tutrices?|tutelle|curateurs?|curatrices?|curatelle',
    'mandataires?|representante?|heberg\\w+|garant|confiance|referente?s?|ref|conseillere?s?|conseiller',
    'accompagn\\w+|assistante?s?|as|ase?|travailleur|educat\\w+|prescri\\w+|orient(eur|euse|e) par|professionnels?',
    'professionnelles?|pros|intervenante?s?|correspondante?s?|gestionnaires?|instruct\\w+|coordina\\w+|charge',
    'chargee|responsables?|employeurs?|employeuse|entreprise|patron|tuteur|agences?|urgences?|prevenir|medecins?',
    'docteur|avocate?|bailleur|proprietaire|structures?|organismes?|organisations?|services?|partenaires?',
    'associations?|antenne|ccas|cms|mds|ecole|creche',
  ].join('|')})\\b`,
)

const plier = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/gi, 'oe').toLowerCase()

/** Whether these words tell of somebody else. */
export const ditAutrui = (texte: string): boolean => AUTRUI.test(plier(texte).replace(/[^a-z0-9]+/g, ' '))
