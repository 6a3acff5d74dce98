import { fts5 } from './fts5.ts'
import { lunrPeer } from './lunr.ts'
import { miniSearch } from './minisearch.ts'
import { orama } from './orama.ts'
import type { Peer } from './peer.ts'

export const peers: readonly Peer[] = [
  miniSearch('shipped'),
  miniSearch('ours'),
  orama('shipped'),
  orama('ours'),
  lunrPeer('shipped'),
  lunrPeer('ours'),
  fts5('shipped', 'unicode61'),
  fts5('shipped', 'trigram'),
  fts5('ours'),
]
