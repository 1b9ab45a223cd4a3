using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>Reserve, then confirm or release: quotas, people and posts of one transfer together.</summary>
internal static class TransferDecisions
{
    public static Proposal Reserve(QuotaLedger ledger, LedgerCommand.ReserveTransfer command, QuotaParameters parameters)
    {
        var reservation = command.Reservation;
        if (ledger.Reservations.TryGetValue(reservation.Id, out var before) && IsSame(before, reservation))
        {
            return Proposal.Done;
        }

        if (Identifiers.Check(reservation.Id, before is not null, "reservation.id", "转隶预留") is { } wrong)
        {
            return new([wrong], []);
        }

        if (reservation is not { Status: ReservationStatus.Open, NoticeNo: null } || reservation.Lines.Count + reservation.Posts.Count == 0)
        {
            return Proposal.No("ledger.transfer-empty", "reservation", $"转隶预留“{reservation.Id}”至少要有一行编制或者职数，且须为待确认状态。");
        }

        var found = new List<Finding>();
        var work = ledger;
        for (var at = 0; at < reservation.Lines.Count; at++)
        {
            var (line, path) = (reservation.Lines[at], $"lines[{at}]");
            Finding[] here = [.. TransferLineChecks.Check(work, reservation, at, command.Date, parameters)];
            found.AddRange(here.Select(finding => finding with { Path = finding.Path.Length == 0 ? path : $"{path}.{finding.Path}" }));
            work = here.Length == 0 ? work.HoldLine(reservation, line) : work;
        }

        found.AddRange(TransferLineChecks.Posts(ledger, reservation));
        return Proposal.From(found, new LedgerEvent.TransferReserved(reservation));
    }

    public static Proposal Confirm(QuotaLedger ledger, LedgerCommand.ConfirmTransfer command)
    {
        if (!ledger.Reservations.TryGetValue(command.ReservationId, out var reservation))
        {
            return new([Identifiers.Unknown("reservationId", "转隶预留", command.ReservationId)], []);
        }

        if (reservation.Status == ReservationStatus.Confirmed && reservation.NoticeNo == command.NoticeNo)
        {
            return Proposal.Done;
        }

        if (string.IsNullOrWhiteSpace(command.NoticeNo))
        {
            return Proposal.No("ledger.notice", "noticeNo", $"确认转隶“{reservation.Id}”须有转隶通知文号。");
        }

        return reservation.Status == ReservationStatus.Open
            ? new([], [.. Moves(ledger, reservation, command)])
            : Closed(reservation);
    }

    public static Proposal Release(QuotaLedger ledger, LedgerCommand.ReleaseTransfer command)
    {
        if (!ledger.Reservations.TryGetValue(command.ReservationId, out var reservation))
        {
            return new([Identifiers.Unknown("reservationId", "转隶预留", command.ReservationId)], []);
        }

        return reservation.Status switch
        {
            ReservationStatus.Released => Proposal.Done,
            ReservationStatus.Open => Proposal.Yes(new LedgerEvent.TransferReleased(reservation.Id, command.Reason)),
            _ => Closed(reservation),
        };
    }

    public static Proposal Closed(Reservation reservation) => Proposal.No("ledger.transfer-closed", "reservationId", reservation.Status switch
    {
        ReservationStatus.Confirmed => $"转隶“{reservation.Id}”已按{reservation.NoticeNo}确认，只能冲销。",
        ReservationStatus.Released => $"转隶预留“{reservation.Id}”已释放，须重新预留。",
        ReservationStatus.Reversed => $"转隶“{reservation.Id}”已冲销。",
        _ => $"转隶预留“{reservation.Id}”尚未确认，可以释放。",
    });

    private static bool IsSame(Reservation before, Reservation reservation) =>
        LedgerDecisions.Fingerprint(before with { Status = ReservationStatus.Open, NoticeNo = null }) == LedgerDecisions.Fingerprint(reservation);

    private static IEnumerable<LedgerEvent> Moves(QuotaLedger ledger, Reservation reservation, LedgerCommand.ConfirmTransfer command)
    {
        yield return new LedgerEvent.TransferConfirmed(reservation.Id, command.NoticeNo);
        for (var at = 0; at < reservation.Posts.Count; at++)
        {
            var posts = reservation.Posts[at];
            yield return new LedgerEvent.PostsPosted(new(
                reservation.PostEntryId(at), command.NoticeNo, command.Date, Organization.Posts.PostReason.Transfer, posts.FromPostId, posts.ToPostId, posts.Count));
        }

        for (var at = 0; at < reservation.Lines.Count; at++)
        {
            var line = reservation.Lines[at];
            if (line.MovesQuotas)
            {
                yield return new LedgerEvent.EntryPosted(Entry(reservation, at, command.NoticeNo, command.Date) with { NoticeNo = command.NoticeNo });
            }

            foreach (var person in line.People)
            {
                var from = ledger.PlacementOf(person.PersonKey)!;
                yield return new LedgerEvent.PlacementEnded(from.Id, command.Date, PlacementEnd.Transfer);
                yield return new LedgerEvent.PersonPlaced(new(
                    reservation.PlacementId(person.PersonKey), person.PersonKey, line.ToAccountId, PlacementKind.Transfer, command.Date, command.NoticeNo,
                    reservation.LineEntryId(at), line.ToInternalId, person.ToPostId, from.Id));
            }
        }
    }

    /// <summary>The entry that a line becomes. A line that follows a duty needs no document of its own: the notice is one.</summary>
    public static QuotaEntry Entry(Reservation reservation, int at, string? noticeNo, DateOnly day)
    {
        var line = reservation.Lines[at];
        return new(
            reservation.EntryId(at), line.DocNo ?? noticeNo ?? "", day, line.Reason, line.FromAccountId, line.ToAccountId, line.Count,
            line.DutyTransferId, line.ApprovalNo, line.FromInternalId, line.ToInternalId);
    }
}
