using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;

namespace Orchestrator.Organization.Duties;

/// <summary>A row of a roster as this service sees it: a place in a line, no person.</summary>
public sealed record RosterRow(int Number, string FromOrganId, string ToOrganId, QuotaType Type, string? LineId);

/// <summary>What becomes of a duty of the time before the reform.</summary>
public enum DutyFate
{
    Keep,
    Transfer,
    Merge,
    Delegate,
    Cancel,
}

/// <param name="ToOrganId">For 划转 and 下放.</param>
/// <param name="IntoDutyId">For 合并.</param>
public sealed record DutyDestiny(string DutyId, DutyFate Fate, string? ToOrganId = null, string? IntoDutyId = null);

/// <summary>规定动作: something that the upper level requires, and who does it here. An exception says why nobody does.</summary>
public sealed record RequiredAction(string Id, string Title, IReadOnlyList<string> OrganIds, string? ExceptionReason = null);

/// <summary>A 三定 text: which clauses it has, and its wording.</summary>
public sealed record Charter(string OrganId, string OrganName, IReadOnlyList<string> ClauseIds, string Text = "");

/// <summary>履职单位 of a duty from a day on, until the first day on which it is not any more.</summary>
public sealed record ActingSpan(string DutyId, string OrganId, DateOnly From, DateOnly? Until = null);

/// <summary>What the rules D judge.</summary>
/// <param name="Round">Round of the reviews, 1-based (D-05).</param>
/// <param name="IsAtMeeting">Handed to the meeting: what was a warning before blocks now (D-06).</param>
public sealed record DutyFacts(IReadOnlyList<Duty> Duties, int Round = 1, bool IsAtMeeting = false)
{
    public IReadOnlyList<DutyTransfer> Transfers { get; init; } = [];

    public IReadOnlyList<QuotaLine> Lines { get; init; } = [];

    public IReadOnlyList<RosterRow> Roster { get; init; } = [];

    /// <summary>Duties of the time before the reform, by id, with their text.</summary>
    public IReadOnlyDictionary<string, string> Inventory { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<DutyDestiny> Destinies { get; init; } = [];

    public IReadOnlyList<RequiredAction> RequiredActions { get; init; } = [];

    public IReadOnlyList<Charter> Charters { get; init; } = [];

    public IReadOnlyList<Organ> Organs { get; init; } = [];

    public IReadOnlyList<InternalOrgan> InternalOrgans { get; init; } = [];

    public IReadOnlyList<ActingSpan> Acting { get; init; } = [];

    /// <summary>Days over which every duty needs an acting unit; the end does not count. Null: D-11 rests.</summary>
    public (DateOnly From, DateOnly Until)? Watched { get; init; }

    internal string OrganName(string? id) => Organs.FirstOrDefault(organ => organ.Id == id)?.Name ?? $"机构“{id}”";
}
