import { Pagination } from '@mantine/core'

/** Numbered pages, said in French to those who don't see them. */
export function Pages({ total, page, aller }: { total: number; page: number; aller: (page: number) => void }) {
  return (
    <nav aria-label="Pages de la liste">
      <Pagination
        total={total}
        value={page}
        onChange={aller}
        siblings={1}
        getItemProps={n => ({ 'aria-label': `Page ${n}` })}
        getControlProps={sens => ({ 'aria-label': sens === 'next' ? 'Page suivante' : 'Page précédente' })}
      />
    </nav>
  )
}
