using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>Takes a confirmed transfer back. Who has left since stays away; his quota goes back vacant.</summary>
internal static class TransferReversal
{
    public static Proposal Reverse(QuotaLedger ledger, LedgerCommand.ReverseTransfer command)
    {
        if (!ledger.Reservations.TryGetValue(command.ReservationId, out var reservation))
        {
            return new([Identifiers.Unknown("reservationId", "转隶预留", command.ReservationId)], []);
        }

        if (reservation.Status == ReservationStatus.Reversed)
        {
            return Proposal.Done;
        }

        if (reservation.Status != ReservationStatus.Confirmed)
        {
            return TransferDecisions.Closed(reservation);
        }

        return string.IsNullOrWhiteSpace(command.DocNo)
            ? Proposal.No("D-03", "docNo", $"冲销转隶“{reservation.Id}”须有文号。")
            : Proposal.From([.. Obstacles(ledger, reservation)], [.. Moves(ledger, reservation, command)]);
    }

    private static IEnumerable<Finding> Obstacles(QuotaLedger ledger, Reservation reservation)
    {
        for (var at = 0; at < reservation.Lines.Count; at++)
        {
            Placement[] there = [.. StillThere(ledger, reservation, reservation.Lines[at])];
            foreach (var placement in there)
            {
                if (PlacementDecisions.Held(ledger, placement) is { } held)
                {
                    yield return held;
                }
            }

            var use = ledger.Line(reservation.LineEntryId(at));
            if (reservation.Lines[at].MovesQuotas && (use.People > there.Length || use.Expected > 0))
            {
                yield return Finding.Block("D-02", $"lines[{at}]", $"编制划转行“{reservation.EntryId(at)}”另有{use.People - there.Length}人转入、{use.Expected}人待转入，须先退回。");
            }
        }
    }

    private static IEnumerable<LedgerEvent> Moves(QuotaLedger ledger, Reservation reservation, LedgerCommand.ReverseTransfer command)
    {
        yield return new LedgerEvent.TransferReversed(reservation.Id, command.DocNo);
        for (var at = 0; at < reservation.Posts.Count; at++)
        {
            var entry = ledger.PostEntries[reservation.PostEntryId(at)];
            yield return new LedgerEvent.PostsPosted(entry with
            {
                Id = $"{entry.Id}/R",
                DocNo = command.DocNo,
                Date = command.Date,
                FromPostId = entry.ToPostId,
                ToPostId = entry.FromPostId,
                ReversesId = entry.Id,
            });
        }

        for (var at = 0; at < reservation.Lines.Count; at++)
        {
            var line = reservation.Lines[at];
            var mirror = line.MovesQuotas ? $"{reservation.EntryId(at)}/R" : null;
            if (mirror is not null)
            {
                yield return new LedgerEvent.EntryPosted(
                    EntryDecisions.Mirror(ledger.Entries[reservation.EntryId(at)], mirror, command.DocNo, command.Date) with { NoticeNo = command.DocNo });
            }

            foreach (var there in StillThere(ledger, reservation, line))
            {
                var before = ledger.Placements[there.PreviousId!];
                yield return new LedgerEvent.PlacementEnded(there.Id, command.Date, PlacementEnd.Transfer);
                yield return new LedgerEvent.PersonPlaced(new(
                    $"{there.Id}/R", there.PersonKey, line.FromAccountId, mirror is null ? PlacementKind.Return : PlacementKind.Transfer, command.Date, command.DocNo,
                    mirror, before.InternalOrganId, before.PostId, there.Id));
            }
        }
    }

    private static IEnumerable<Placement> StillThere(QuotaLedger ledger, Reservation reservation, ReservedLine line) =>
        line.People.Select(person => ledger.Placements[reservation.PlacementId(person.PersonKey)]).Where(placement => placement.IsOpen);
}
