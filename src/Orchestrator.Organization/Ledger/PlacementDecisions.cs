using Orchestrator.Organization.Freeze;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Ledger;

/// <summary>People who come and go one by one: 入编, 调出, 退休…</summary>
internal static class PlacementDecisions
{
    public static Proposal Place(QuotaLedger ledger, LedgerCommand.PlacePerson command, QuotaParameters parameters)
    {
        var placement = command.Placement;
        if (Identifiers.Check(placement.Id, ledger.Placements.ContainsKey(placement.Id), "placement.id", "在编记录") is { } wrong)
        {
            return new([wrong], []);
        }

        if (!ledger.Accounts.TryGetValue(placement.AccountId, out var account))
        {
            return new([Identifiers.Unknown("placement.accountId", "编制账户", placement.AccountId)], []);
        }

        if (string.IsNullOrWhiteSpace(placement.PersonKey) || !placement.IsOpen)
        {
            return Proposal.No("ledger.person", "placement", "在编记录须有人员标识，且不能已结束。");
        }

        if (placement.Kind is PlacementKind.Transfer or PlacementKind.Return || placement.EntryId is not null)
        {
            return Proposal.No("D-02", "placement.kind", "转隶人员随编制划转行进入，须经转隶预留和确认。");
        }

        if (ledger.PlacementOf(placement.PersonKey) is { } elsewhere)
        {
            return Proposal.No("ledger.person", "placement.personKey", $"该人员已在{ledger.Place(elsewhere.AccountId)}在编，须先出编。");
        }

        if (placement.PostId is { } post && PostOutside(ledger, post, account.OrganId) is { } misplaced)
        {
            return new([misplaced], []);
        }

        if (placement.Kind != PlacementKind.Register && ledger.Balance(account.Id).Free < 1)
        {
            return Proposal.No("Q-07", "placement.accountId", $"{ledger.Place(account.Id)}可用{ledger.Balance(account.Id).Free}名，没有空编，不能{(placement.Kind == PlacementKind.MoveIn ? "调入" : "入编")}。");
        }

        var attempt = new FreezeAttempt(account.OrganId, ledger.OrganName(account.OrganId), placement.Kind.FreezeEvent(), command.Date, command.ApprovalNo, "placement");
        return FreezeRule.Check(ledger.Freezes.Values, attempt, parameters.Freeze) is { } frozen
            ? new([frozen], [])
            : Proposal.Yes(new LedgerEvent.PersonPlaced(placement));
    }

    public static Proposal End(QuotaLedger ledger, LedgerCommand.EndPlacement command, QuotaParameters parameters)
    {
        if (!ledger.Placements.TryGetValue(command.PlacementId, out var placement))
        {
            return new([Identifiers.Unknown("placementId", "在编记录", command.PlacementId)], []);
        }

        if (!placement.IsOpen)
        {
            return placement.End == command.End && placement.EndedOn == command.Date
                ? Proposal.Done
                : Proposal.No("ledger.person", "placementId", $"在编记录“{placement.Id}”已于{placement.EndedOn:yyyy-MM-dd}结束。");
        }

        if (command.End == PlacementEnd.Transfer)
        {
            return Proposal.No("D-02", "end", "转隶出编须经转隶确认。");
        }

        if (Held(ledger, placement) is { } held)
        {
            return new([held], []);
        }

        var organ = ledger.Accounts[placement.AccountId].OrganId;
        var attempt = new FreezeAttempt(organ, ledger.OrganName(organ), command.End.FreezeEvent(), command.Date, command.ApprovalNo, "placementId");
        return FreezeRule.Check(ledger.Freezes.Values, attempt, parameters.Freeze) is { } frozen
            ? new([frozen], [])
            : Proposal.Yes(new LedgerEvent.PlacementEnded(placement.Id, command.Date, command.End));
    }

    /// <summary>Who is on the list of a transfer under way stays as he is until it is confirmed or released.</summary>
    public static Finding? Held(QuotaLedger ledger, Placement placement) => ledger.ReservedPersons.TryGetValue(placement.PersonKey, out var reservation)
        ? Finding.Block("ledger.reserved", "placementId", $"{ledger.Place(placement.AccountId)}的该人员已列入转隶预留“{reservation}”，须先释放或者从名册剔除。")
        : null;

    public static Finding? PostOutside(QuotaLedger ledger, string postId, string organId) => ledger.Posts.TryGetValue(postId, out var post)
        ? post.OrganId == organId ? null : Finding.Block("L-05", "postId", $"{ledger.PostPlace(postId)}不是{ledger.OrganName(organId)}的职数。")
        : Identifiers.Unknown("postId", "领导职数", postId);
}
