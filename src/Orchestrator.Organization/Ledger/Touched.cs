namespace Orchestrator.Organization.Ledger;

/// <summary>The places that events changed, each once.</summary>
internal sealed class Touched(QuotaLedger after)
{
    public HashSet<string> Accounts { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Lines { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Organs { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Internals { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Posts { get; } = new(StringComparer.Ordinal);

    public void Add(LedgerEvent happened)
    {
        switch (happened)
        {
            case LedgerEvent.EntryPosted(var entry):
                Account(entry.FromAccountId, entry.FromInternalId);
                Account(entry.ToAccountId, entry.ToInternalId);
                break;
            case LedgerEvent.PersonPlaced(var placement):
                Placement(placement.Id);
                break;
            case LedgerEvent.PlacementEnded(var id, _, _):
                Placement(id);
                break;
            case LedgerEvent.PostTaken(var id, _):
                Placement(id);
                break;
            case LedgerEvent.TransferReserved(var reservation):
                Reservation(reservation);
                break;
            case LedgerEvent.TransferConfirmed(var id, _):
                Reservation(after.Reservations[id]);
                break;
            case LedgerEvent.QuotaLocked(var held):
                Account(held.AccountId, null);
                break;
            case LedgerEvent.PlanClosed(var account):
                Account(account, null);
                break;
            case LedgerEvent.PlanApproved(var plan):
                Account(plan.AccountId, null);
                break;
            case LedgerEvent.InternalAllotted(var id, var organ, _, _):
                Internals.Add(id);
                Organs.Add(organ);
                break;
            case LedgerEvent.MembersSet(var organ, _):
                Organs.Add(organ);
                break;
            case LedgerEvent.PostsPosted(var entry):
                Post(entry.FromPostId);
                Post(entry.ToPostId);
                break;
            default:
                // Whatever else happens frees something, or changes no number.
                break;
        }
    }

    private void Reservation(Reservation reservation)
    {
        foreach (var line in reservation.Lines)
        {
            Account(line.FromAccountId, line.FromInternalId);
            Account(line.ToAccountId, line.ToInternalId);
            if (line.FollowsEntryId is { } entry)
            {
                Lines.Add(entry);
            }
        }

        foreach (var post in after.PostsNeeded(reservation).Keys)
        {
            Posts.Add(post);
        }
    }

    private void Placement(string id)
    {
        var placement = after.Placements[id];
        Accounts.Add(placement.AccountId);
        Post(placement.PostId);
        if (placement.EntryId is { } entry)
        {
            Lines.Add(entry);
        }
    }

    private void Account(string? id, string? internalId)
    {
        if (id is not null)
        {
            Accounts.Add(id);
            Organs.Add(after.Accounts[id].OrganId);
        }

        if (internalId is not null)
        {
            Internals.Add(internalId);
        }
    }

    private void Post(string? id)
    {
        if (id is not null)
        {
            Posts.Add(id);
        }
    }
}
