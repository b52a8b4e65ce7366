/** How what a device captured stands with its hub has a table of its own: a row of the queue fills a page, and each word of the hub wrote that page anew. */
export const name = '0049-queue-standing'

export function statements(dialect: 'sqlite' | 'postgres'): string[] {
  // The queue of a device is a file of its own; the hub has no such table.
  return dialect === 'sqlite' ? standing : []
}

const standing = [
  `create table queue_standing (
    lseq integer not null primary key,
    at text not null,
    state text not null check (state in ('saved', 'applied', 'attention', 'settled')),
    hold text,
    warning text,
    ack_epoch integer,
    feed_seq integer,
    outcome text
  )`,
  `insert into queue_standing (lseq, at, state, hold, warning, ack_epoch, feed_seq, outcome)
    select lseq, at, state, hold, warning, ack_epoch, feed_seq, outcome from queue`,
  `create index queue_standing_saved on queue_standing (lseq) where state = 'saved'`, // what is to be sent
  `create index queue_standing_open on queue_standing (state) where state <> 'settled'`, // what lies over the copy
  `create index queue_standing_settled on queue_standing (at) where state = 'settled'`, // what may be forgotten
  `drop index queue_saved`,
  `drop index queue_open`,
  `drop index queue_settled`,
  `drop trigger queue_kept`,
  `create trigger queue_kept before delete on queue when (select state from queue_standing where lseq = old.lseq) <> 'settled'
    begin select raise(abort, 'harmony: what was captured is not settled yet'); end`,
  `create trigger queue_stands after insert on queue begin insert into queue_standing (lseq, at, state) values (new.lseq, new.at, new.state); end`,
  `create trigger queue_gone after delete on queue begin delete from queue_standing where lseq = old.lseq; end`,
  // The queue keeps its columns (0014 is frozen), but they say only how a row came in.
  `create trigger queue_stands_elsewhere before update of state, hold, warning, ack_epoch, feed_seq, outcome on queue
    begin select raise(abort, 'harmony: how it stands is said in queue_standing'); end`,
  `create view queued as
    select q.lseq, q.id, q.previous, q.operation, q.version, q.actor, s.at, q.reference, q.body, q.body_hash, q.signature, q.local_result,
      s.state, s.hold, s.warning, s.ack_epoch, s.feed_seq, s.outcome
    from queue q join queue_standing s on s.lseq = q.lseq`,
]
