using System.Collections.Immutable;
using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Organization.Ledger;

/// <summary>
/// 编制台账 as a value: facts by id and the running numbers over them. It changes only by <see cref="Apply"/>; what may be
/// posted is decided by <see cref="LedgerDecisions"/>. A store may load the part that a command concerns.
/// </summary>
public sealed partial record QuotaLedger
{
    public static QuotaLedger Empty { get; } = new();

    public ImmutableDictionary<string, Organ> Organs { get; init; } = ImmutableDictionary<string, Organ>.Empty;

    public ImmutableDictionary<string, DutyTransfer> DutyTransfers { get; init; } = ImmutableDictionary<string, DutyTransfer>.Empty;

    public ImmutableDictionary<string, QuotaAccount> Accounts { get; init; } = ImmutableDictionary<string, QuotaAccount>.Empty;

    public ImmutableDictionary<string, QuotaBalance> Balances { get; init; } = ImmutableDictionary<string, QuotaBalance>.Empty;

    public ImmutableDictionary<string, QuotaEntry> Entries { get; init; } = ImmutableDictionary<string, QuotaEntry>.Empty;

    /// <summary>People by quota line (entry id).</summary>
    public ImmutableDictionary<string, LineUse> Lines { get; init; } = ImmutableDictionary<string, LineUse>.Empty;

    /// <summary>Entry id to the id of the entry that took it back.</summary>
    public ImmutableDictionary<string, string> Reversals { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableDictionary<string, Placement> Placements { get; init; } = ImmutableDictionary<string, Placement>.Empty;

    /// <summary>Person key to the one open placement.</summary>
    public ImmutableDictionary<string, string> PlacedPersons { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Person key to the one open reservation.</summary>
    public ImmutableDictionary<string, string> ReservedPersons { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableDictionary<string, Reservation> Reservations { get; init; } = ImmutableDictionary<string, Reservation>.Empty;

    public ImmutableDictionary<string, QuotaLock> Locks { get; init; } = ImmutableDictionary<string, QuotaLock>.Empty;

    /// <summary>By account.</summary>
    public ImmutableDictionary<string, DigestionPlan> Plans { get; init; } = ImmutableDictionary<string, DigestionPlan>.Empty;

    public ImmutableDictionary<string, OrganBalance> OrganBalances { get; init; } = ImmutableDictionary<string, OrganBalance>.Empty;

    /// <summary>By internal organ.</summary>
    public ImmutableDictionary<string, Allotment> Allotments { get; init; } = ImmutableDictionary<string, Allotment>.Empty;

    public ImmutableDictionary<string, LeadershipPost> Posts { get; init; } = ImmutableDictionary<string, LeadershipPost>.Empty;

    public ImmutableDictionary<string, PostBalance> PostBalances { get; init; } = ImmutableDictionary<string, PostBalance>.Empty;

    public ImmutableDictionary<string, PostEntry> PostEntries { get; init; } = ImmutableDictionary<string, PostEntry>.Empty;

    /// <summary>Ceilings per tier while 只减不增 holds; empty before.</summary>
    public ImmutableDictionary<PostTier, int> PostCaps { get; init; } = ImmutableDictionary<PostTier, int>.Empty;

    public ImmutableDictionary<string, FreezeRecord> Freezes { get; init; } = ImmutableDictionary<string, FreezeRecord>.Empty;

    /// <summary>Command id to the fingerprint of its content.</summary>
    public ImmutableDictionary<string, string> Handled { get; init; } = ImmutableDictionary<string, string>.Empty;

    public QuotaBalance Balance(string accountId) => Balances.GetValueOrDefault(accountId, QuotaBalance.Zero);

    public PostBalance PostBalance(string postId) => PostBalances.GetValueOrDefault(postId, Organization.Posts.PostBalance.Zero);

    public OrganBalance OrganBalance(string organId) => OrganBalances.GetValueOrDefault(organId, Ledger.OrganBalance.Zero);

    public LineUse Line(string entryId) => Lines.GetValueOrDefault(entryId, LineUse.None);

    /// <summary>Where a person is now.</summary>
    public Placement? PlacementOf(string personKey) => PlacedPersons.TryGetValue(personKey, out var id) ? Placements[id] : null;

    /// <summary>What people call an account: organ and kind of quota.</summary>
    public string Place(string accountId) =>
        Accounts.TryGetValue(accountId, out var account) ? $"{OrganName(account.OrganId)}{account.Type.Label()}" : $"账户“{accountId}”";

    public string OrganName(string organId) => Organs.TryGetValue(organId, out var organ) ? organ.Name : $"机构“{organId}”";

    public string PostPlace(string postId) => Posts.TryGetValue(postId, out var post)
        ? $"{OrganName(post.OrganId)}{(post.InternalOrganId is { } id && Allotments.TryGetValue(id, out var organ) ? organ.Name : "")}{post.Tier.Label()}"
        : $"职数“{postId}”";

    /// <summary>机关工勤编制 is kept apart from what internal organs share.</summary>
    public bool CountsForOrgan(string accountId) => Accounts[accountId].Type != QuotaType.Support;

    public int PostTotal(PostTier tier) => Posts.Values.Where(post => post.Tier == tier).Sum(post => PostBalance(post.Id).Authorized);
}
