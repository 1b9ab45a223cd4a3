using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Ledger;
using Orchestrator.Runtime.Rules;

namespace Orchestrator.Organization.Posts;

/// <summary>Leadership posts in the ledger: numbers, and who holds one.</summary>
internal static class PostDecisions
{
    public static Proposal Open(QuotaLedger ledger, LedgerCommand.OpenPost command)
    {
        var post = command.Post;
        if (Identifiers.Check(post.Id, ledger.Posts.ContainsKey(post.Id), "post.id", "领导职数") is { } wrong)
        {
            return new([wrong], []);
        }

        if (!ledger.Organs.ContainsKey(post.OrganId))
        {
            return new([Identifiers.Unknown("post.organId", "机构", post.OrganId)], []);
        }

        return (post.Tier is PostTier.InternalChief or PostTier.InternalDeputy) != post.InternalOrganId is not null
            ? Proposal.No("ledger.post", "post.internalOrganId", $"{ledger.OrganName(post.OrganId)}{post.Tier.Label()}：内设机构职数须指明内设机构，部门职数不能。")
            : Proposal.Yes(new LedgerEvent.PostOpened(post));
    }

    public static Proposal Post(QuotaLedger ledger, LedgerCommand.PostPosts command, QuotaParameters parameters)
    {
        var entry = command.Entry;
        if (Identifiers.Check(entry.Id, ledger.PostEntries.ContainsKey(entry.Id), "entry.id", "职数变动") is { } wrong)
        {
            return new([wrong], []);
        }

        if (new[] { entry.FromPostId, entry.ToPostId }.FirstOrDefault(id => id is not null && !ledger.Posts.ContainsKey(id)) is { } unknown)
        {
            return new([Identifiers.Unknown("entry", "领导职数", unknown)], []);
        }

        var isFromOutside = entry.Reason is PostReason.Opening or PostReason.Grant;
        if (entry.Count <= 0 || string.IsNullOrWhiteSpace(entry.DocNo) || entry.ReversesId is not null
            || (entry.FromPostId is null) != isFromOutside || (entry.ToPostId is null) != (entry.Reason == PostReason.Cut))
        {
            return Proposal.No("ledger.post", "entry", $"职数变动“{entry.Id}”须有文号和大于零的数，期初、核增只有划入，精简只有划出，划转须一出一进。");
        }

        if (entry is { FromPostId: { } from, ToPostId: { } to } && (from == to || ledger.Posts[from].Tier != ledger.Posts[to].Tier))
        {
            return Proposal.No("L-03", "entry", $"{ledger.PostPlace(from)}不能划到{ledger.PostPlace(to)}：须为同一层次的两处职数。");
        }

        var places = new[] { entry.FromPostId, entry.ToPostId }.OfType<string>().Select(id => ledger.Posts[id].OrganId).Distinct();
        return Proposal.From([.. places.Select(organ => Frozen(ledger, organ, command.Date, parameters)).OfType<Finding>()], new LedgerEvent.PostsPosted(entry));
    }

    public static Proposal Take(QuotaLedger ledger, LedgerCommand.TakePost command, QuotaParameters parameters)
    {
        if (Person(ledger, command.PlacementId, command.Date, parameters) is { } refused)
        {
            return refused;
        }

        var placement = ledger.Placements[command.PlacementId];
        if (PlacementDecisions.PostOutside(ledger, command.PostId, ledger.Accounts[placement.AccountId].OrganId) is { } outside)
        {
            return new([outside], []);
        }

        return placement.PostId == command.PostId ? Proposal.Done : Proposal.Yes(new LedgerEvent.PostTaken(placement.Id, command.PostId));
    }

    public static Proposal Leave(QuotaLedger ledger, LedgerCommand.LeavePost command, QuotaParameters parameters) =>
        Person(ledger, command.PlacementId, command.Date, parameters) is { } refused ? refused
        : ledger.Placements[command.PlacementId].PostId is null ? Proposal.Done
        : Proposal.Yes(new LedgerEvent.PostLeft(command.PlacementId));

    public static Proposal Cap(QuotaLedger ledger) =>
        ledger.PostCaps.Count > 0
            ? Proposal.No("L-03", "", "领导职数已实行只减不增。")
            : Proposal.Yes(new LedgerEvent.PostsCapped(Enum.GetValues<PostTier>().ToDictionary(tier => tier, ledger.PostTotal)));

    private static Proposal? Person(QuotaLedger ledger, string placementId, DateOnly day, QuotaParameters parameters)
    {
        if (!ledger.Placements.TryGetValue(placementId, out var placement) || !placement.IsOpen)
        {
            return new([Identifiers.Unknown("placementId", "在编记录", placementId)], []);
        }

        var finding = PlacementDecisions.Held(ledger, placement) ?? Frozen(ledger, ledger.Accounts[placement.AccountId].OrganId, day, parameters);
        return finding is null ? null : new([finding], []);
    }

    private static Finding? Frozen(QuotaLedger ledger, string organId, DateOnly day, QuotaParameters parameters) =>
        FreezeRule.Check(ledger.Freezes.Values, new FreezeAttempt(organId, ledger.OrganName(organId), FreezeEvent.PostChange, day), parameters.Freeze);
}
