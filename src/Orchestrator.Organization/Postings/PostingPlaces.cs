using Orchestrator.Organization.Ledger;

namespace Orchestrator.Organization.Postings;

/// <summary>Which units a command concerns: a list of postings is looked through by unit.</summary>
internal static class PostingPlaces
{
    public static IReadOnlyList<string> Of(QuotaLedger ledger, LedgerCommand command)
    {
        string?[] organs = command switch
        {
            LedgerCommand.RegisterOrgan(_, _, var organ) => [organ.Id],
            LedgerCommand.AllotInternal(_, _, _, var organ, _, _) => [organ],
            LedgerCommand.SetMembers(_, _, var organ, _) => [organ],
            LedgerCommand.RegisterDutyTransfer(_, _, var transfer) => [transfer.FromOrganId, transfer.ToOrganId],
            LedgerCommand.OpenAccount(_, _, var account) => [account.OrganId],
            LedgerCommand.PostQuotaEntry(_, _, var entry) => [Account(entry.FromAccountId), Account(entry.ToAccountId)],
            LedgerCommand.ReverseEntry(_, _, var id, _, _, _) when ledger.Entries.TryGetValue(id, out var entry) => [Account(entry.FromAccountId), Account(entry.ToAccountId)],
            LedgerCommand.LockQuota(_, _, var held) => [Account(held.AccountId)],
            LedgerCommand.UnlockQuota(_, _, var id) when ledger.Locks.TryGetValue(id, out var held) => [Account(held.AccountId)],
            LedgerCommand.ApprovePlan(_, _, var plan) => [Account(plan.AccountId)],
            LedgerCommand.ClosePlan(_, _, var account) => [Account(account)],
            LedgerCommand.PlacePerson(_, _, var placement, _) => [Account(placement.AccountId)],
            LedgerCommand.EndPlacement(_, _, var id, _, _) => [Placement(id)],
            LedgerCommand.TakePost(_, _, var id, _) => [Placement(id)],
            LedgerCommand.LeavePost(_, _, var id) => [Placement(id)],
            LedgerCommand.OpenPost(_, _, var post) => [post.OrganId],
            LedgerCommand.PostPosts(_, _, var entry) => [Post(entry.FromPostId), Post(entry.ToPostId)],
            LedgerCommand.StartFreeze(_, _, var freeze) => [.. freeze.OrganIds],
            LedgerCommand.LiftFreeze(_, _, var id, _, _) when ledger.Freezes.TryGetValue(id, out var freeze) => [.. freeze.OrganIds],
            _ => [],
        };
        return [.. organs.OfType<string>().Distinct()];

        string? Account(string? id) => id is not null && ledger.Accounts.TryGetValue(id, out var account) ? account.OrganId : null;
        string? Post(string? id) => id is not null && ledger.Posts.TryGetValue(id, out var post) ? post.OrganId : null;
        string? Placement(string id) => ledger.Placements.TryGetValue(id, out var placement) ? Account(placement.AccountId) : null;
    }
}
