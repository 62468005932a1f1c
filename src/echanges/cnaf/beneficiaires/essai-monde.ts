import fc from 'fast-check'
import type { UnFoyer } from './essai-flux.ts'
import type { FoyerDit } from './modele.ts'

/** One family: five adults (the last without NIR), four claims (the last with the MSA). Acts happen before a given flow. */
const FOYERS = 4
const quand = fc.nat(19)
const h = fc.nat(FOYERS - 1)
const p = fc.nat(4)
const acte = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      acte: fc.constant('etat' as const),
      quand,
      h,
      etat: fc.constantFrom('0', '1', '2', '2', '2', '3', '4', '4', '5', '5', '6'),
      motif: fc.nat(2),
      jours: fc.constantFrom(0, 1, 20, 200, 380, 500, -1),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      acte: fc.constant('soumis' as const),
      quand,
      h,
      rang: fc.nat(1),
      soumis: fc.constantFrom(true, true, false, null),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      acte: fc.constant('rejoint' as const),
      quand,
      h,
      p,
      quitte: fc.constantFrom(true, true, true, false),
    }),
  },
  { weight: 2, arbitrary: fc.record({ acte: fc.constant('quitte' as const), quand, h, p }) },
  {
    weight: 2,
    arbitrary: fc.record({
      acte: fc.constantFrom(
        'disparait' as const,
        'revient' as const,
        'arrive' as const,
        'echange' as const,
        'montant' as const,
        'montant' as const,
      ),
      quand,
      h,
    }),
  },
  { weight: 4, arbitrary: fc.record({ acte: fc.constant('suivre' as const), quand, p }) },
)
type Acte = typeof acte extends fc.Arbitrary<infer A> ? A : never
export const histoire = fc.record({
  flux: fc.array(fc.record({ mensuel: fc.boolean(), saut: fc.constantFrom(1, 1, 1, 1, 1, 5, 13) }), {
    minLength: 4,
    maxLength: 16,
  }),
  msaAPart: fc.boolean(),
  familles: fc.array(
    fc.record({ deux: fc.boolean(), muet: fc.nat(), actes: fc.array(acte, { minLength: 2, maxLength: 14 }) }),
    { minLength: 1, maxLength: 8 },
  ),
})
export type Histoire = typeof histoire extends fc.Arbitrary<infer A> ? A : never

type Foyer = {
  numero: string
  msa: boolean
  present: boolean
  /** Changed since a flow told it. */
  frais: boolean
  etat: string
  suspension: { motif: string; debut: string } | null
  fin: { motif: string; date: string } | null
  arrive: string | null
  montant: number
  adultes: { p: number; role: 'DEM' | 'CJT'; soumis: boolean | null }[]
}

/** Digits as letters, none of those that names are cut at: names hold no digit. */
export const lettres = (texte: string) => texte.replaceAll(/\d/g, c => 'BCDGHJKLMQ'[Number(c)] ?? c)

let serie = 0
/** A world of families, its acts, and what its flows tell of it, to the importer and to the model. */
export function unMonde(familles: { deux: boolean }[]) {
  const passage = ++serie
  const organisme = (msa: boolean) => ({
    organisme: msa ? 'MSA' : 'CAF',
    numeroOrganisme: String(passage).padStart(3, '0'),
  })
  const monde = familles.map(({ deux }, k) =>
    Array.from(
      { length: FOYERS },
      (_, i): Foyer => ({
        numero: `${String(passage).padStart(4, '0')}${String(k).padStart(4, '0')}00${i}`,
        msa: i === FOYERS - 1,
        present: i === 0,
        frais: true,
        etat: '2',
        suspension: null,
        fin: null,
        arrive: null,
        montant: 100,
        adultes:
          i > 0
            ? []
            : [{ p: 0, role: 'DEM', soumis: true }, ...(deux ? [{ p: 1, role: 'CJT' as const, soumis: true }] : [])],
      }),
    ),
  )
  const prenom = (k: number, pp: number) => lettres(`P${passage}F${k}N`) + 'ABCDE'[pp]
  const cle = (k: number, f: Foyer, pp: number) => (pp === 4 ? `${prenom(k, pp)}@${f.numero}` : prenom(k, pp))
  const nir = (k: number, pp: number) =>
    pp === 4 ? null : `2850400${String(passage % 1000).padStart(3, '0')}${String(k).padStart(2, '0')}${pp}`
  const dites = (f: Foyer) => f.present && f.adultes.length > 0

  function agir(k: number, a: Exclude<Acte, { acte: 'suivre' }>, jour: string): void {
    const foyers = monde[k]!
    const f = foyers[a.h]!
    f.frais = true
    const quitter = (de: Foyer, pp: number) => {
      const avant = de.adultes.length
      de.adultes = de.adultes.filter(x => x.p !== pp)
      if (de.adultes.length < avant) de.frais = true
      if (de.adultes[0]) de.adultes[0].role = 'DEM'
    }
    switch (a.acte) {
      case 'etat': {
        f.etat = a.etat
        const debut = Temporal.PlainDate.from(jour)
          .subtract({ days: Math.max(0, a.jours) })
          .toString()
        f.suspension = a.jours < 0 ? null : { motif: ['06', '07', '08'][a.motif]!, debut }
        f.fin = { motif: ['RAU', 'MUT', 'RAU'][a.motif]!, date: jour }
        return
      }
      case 'soumis': {
        const adulte = f.adultes[a.rang] ?? f.adultes[0]
        if (adulte) adulte.soumis = a.soumis
        return
      }
      case 'rejoint':
        if (f.adultes.length >= 2 || f.adultes.some(x => x.p === a.p)) return
        if (a.quitte) for (const g of foyers) quitter(g, a.p)
        f.present = true
        f.adultes.push({ p: a.p, role: f.adultes.length ? 'CJT' : 'DEM', soumis: true })
        return
      case 'quitte':
        quitter(f, a.p)
        return
      case 'disparait':
        f.present = false
        return
      case 'revient':
        f.present = true
        return
      case 'arrive':
        f.arrive = jour
        return
      case 'echange':
        if (f.adultes.length === 2)
          f.adultes.reverse().forEach((x, i) => {
            x.role = i ? 'CJT' : 'DEM'
          })
        return
      case 'montant':
        f.montant++
    }
  }
  const enXml = (k: number, f: Foyer): UnFoyer => ({
    ...organisme(f.msa),
    numero: f.numero,
    etat: f.etat,
    ...(f.suspension && f.etat === '4' ? { suspension: f.suspension } : {}),
    ...(f.suspension && f.etat === '3' ? { suspensionsDroit: [f.suspension] } : {}),
    ...(f.fin && (f.etat === '5' || f.etat === '6') ? { fin: f.fin } : {}),
    ...(f.arrive ? { cedant: { organisme: 'CAF', numero: '621', date: f.arrive } } : {}),
    montant: `0000${f.montant}.00`,
    personnes: f.adultes.map(x => ({
      role: x.role,
      sdd: x.soumis,
      nom: 'MODELE',
      prenom: prenom(k, x.p),
      nir: nir(k, x.p),
      sexe: '2',
      dateNaissance: '1985-04-12',
    })),
  })
  const enDit = (k: number, f: Foyer): FoyerDit => {
    const suspendu = f.etat === '3' || f.etat === '4'
    return {
      numero: f.numero,
      organisme: f.msa ? 'MSA' : 'CAF',
      etat: f.etat,
      motif: suspendu
        ? (f.suspension?.motif ?? null)
        : f.etat === '5' || f.etat === '6'
          ? (f.fin?.motif ?? null)
          : null,
      depuis: suspendu ? (f.suspension?.debut ?? null) : null,
      arriveLe: f.arrive,
      adultes: f.adultes.map(x => ({ personne: cle(k, f, x.p), role: x.role, soumis: x.soumis })),
    }
  }
  /** A household that never changes, in each organism: no file is ever empty. */
  const temoin = (msa: boolean): [UnFoyer, FoyerDit] => {
    const f: Foyer = {
      ...monde[0]![0]!,
      numero: `${String(passage).padStart(4, '0')}9999${msa ? 1 : 0}`,
      msa,
      etat: '2',
      suspension: null,
      fin: null,
      arrive: null,
      montant: 1,
      adultes: [{ p: msa ? 1 : 0, role: 'DEM', soumis: true }],
    }
    return [enXml(99, f), enDit(99, f)]
  }
  return {
    agir,
    cle: (k: number, pp: number) => {
      const f = monde[k]!.find(x => x.adultes.some(y => y.p === pp))
      return f ? cle(k, f, pp) : null
    },
    /** What the flow holds: everybody (monthly), or the claims that changed, but those `muet` keeps for later (daily). */
    dire: (mensuel: boolean, muet: (k: number, i: number) => boolean, quoi: (msa: boolean) => boolean = () => true) => {
      const choisis = monde.flatMap((foyers, k) =>
        foyers
          .map((f, i) => ({ k, f, i }))
          .filter(x => dites(x.f) && quoi(x.f.msa) && (mensuel || (x.f.frais && !muet(x.k, x.i)))),
      )
      for (const { f } of choisis) f.frais = false
      const temoins = mensuel ? [false, true].filter(quoi).map(temoin) : []
      return {
        xml: [...temoins.map(t => t[0]), ...choisis.map(x => enXml(x.k, x.f))],
        dit: [...temoins.map(t => t[1]), ...choisis.map(x => enDit(x.k, x.f))],
        passage,
      }
    },
    passage,
  }
}
