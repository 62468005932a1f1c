import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { formeComparable } from '../../lecture/forme-comparable.ts'

const essai = unEssai({ vider: false })

/** What the base makes of each of these. */
async function enBase(textes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ forme: string }>`
    select forme_comparable(t) as forme from unnest(${[...textes]}::text[]) with ordinality as t (t, n) order by n`.execute(
    essai.base.territoire('59'),
  )
  return rows.map(r => r.forme)
}

test.each([
  ['Cœlia', 'COELIA'],
  ['Wałęsa', 'WALESA'],
  ['Sørensen-Bjørn', 'SORENSEN BJORN'],
  ['Đorđević', 'DORDEVIC'],
  ['Ștefănescu', 'STEFANESCU'],
  ['Işık', 'ISIK'],
  ['İnci', 'INCI'],
  ['Þórsson', 'THORSSON'],
  ['Großmann', 'GROSSMANN'],
  ['Trần Văn Đức', 'TRAN VAN DUC'],
  ['Мельник', 'MELNIK'],
  ['Παπαδόπουλος', 'PAPADOPOYLOS'],
  ['Գևորգ', 'GEWORG'],
  ['გიორგი', 'GIORGI'],
  ['محمد', 'MHMD'],
  ['אברהם', 'VRHM'],
  ['王小明', '王小明'],
  ['김철수', '김철수'.normalize('NFKD')],
  ['ＤＵＰＯＮＴ', 'DUPONT'],
  ['D’Arc  d\u00a0’Alès', 'D ARC D ALES'],
  ['ﬁlsʼb', 'FILS B'],
  ['🧵—«»', ''],
  // Beyond what both tables hold.
  ['Ana 𐐀𐌰', 'ANA'],
])('« %s » se compare sous la forme %s, en base et ailleurs', async (texte, forme) => {
  expect([formeComparable(texte), ...(await enBase([texte]))]).toEqual([forme, forme])
})

test('signe par signe, la base et le programme disent la même chose', async () => {
  const signes = Array.from({ length: 0xffff - 0x20 }, (_, i) => String.fromCharCode(i + 0x20)).filter(
    s => s < '\ud800' || s > '\uf8ff',
  )
  const deBase = await enBase(signes.map(s => `A${s}B`))
  const { rows } = await sql<{ forme: string }>`
    select normalize(t, NFKD) as forme from unnest(${signes}::text[]) with ordinality as t (t, n) order by n`.execute(
    essai.base.territoire('59'),
  )
  // A sign younger than the Unicode of one of the two is decomposed by the other only.
  const memes = signes.flatMap((s, i) => (rows[i]?.forme === s.normalize('NFKD') ? [[s, deBase[i]] as const] : []))
  expect(signes.length - memes.length).toBeLessThan(50)
  expect(memes.filter(([s, forme]) => forme !== formeComparable(`A${s}B`))).toEqual([])
  expect(new Set(deBase).size).toBeGreaterThan(20_000)
})
