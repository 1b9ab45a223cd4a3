using Orchestrator.Organization.Freeze;

namespace Orchestrator.Organization.Ledger;

public enum PlacementKind
{
    /// <summary>期初登记: was there before the ledger.</summary>
    Register,

    /// <summary>入编.</summary>
    Enter,

    /// <summary>调入.</summary>
    MoveIn,

    /// <summary>补录更正.</summary>
    Correction,

    /// <summary>转隶: made by confirming a transfer, never by itself.</summary>
    Transfer,

    /// <summary>Back after a transfer was taken back whose quotas had come before.</summary>
    Return,
}

public enum PlacementEnd
{
    Retirement,
    Death,
    MoveOut,
    Discipline,
    Correction,

    /// <summary>转隶: by confirming or taking back a transfer.</summary>
    Transfer,
}

/// <summary>A person in an account. Persons are keys: no names and numbers here.</summary>
/// <param name="EntryId">The quota line that the person came with (人随编走); required for <see cref="PlacementKind.Transfer"/>.</param>
/// <param name="PreviousId">The placement that a transfer ended for this one.</param>
/// <param name="EndedOn">First day not in the account any more; null while there.</param>
public sealed record Placement(
    string Id,
    string PersonKey,
    string AccountId,
    PlacementKind Kind,
    DateOnly From,
    string DocNo,
    string? EntryId = null,
    string? InternalOrganId = null,
    string? PostId = null,
    string? PreviousId = null,
    DateOnly? EndedOn = null,
    PlacementEnd? End = null)
{
    public bool IsOpen => EndedOn is null;
}

public static class PlacementKinds
{
    public static string Label(this PlacementKind kind) => kind switch
    {
        PlacementKind.Register => "期初登记",
        PlacementKind.Enter => "入编",
        PlacementKind.MoveIn => "调入",
        PlacementKind.Correction => "补录更正",
        PlacementKind.Transfer => "转隶",
        _ => "退回",
    };

    public static string Label(this PlacementEnd end) => end switch
    {
        PlacementEnd.Retirement => "退休",
        PlacementEnd.Death => "死亡",
        PlacementEnd.MoveOut => "调出",
        PlacementEnd.Discipline => "处分",
        PlacementEnd.Correction => "更正",
        _ => "转隶",
    };

    public static FreezeEvent FreezeEvent(this PlacementKind kind) => kind switch
    {
        PlacementKind.Enter => Freeze.FreezeEvent.Enter,
        PlacementKind.MoveIn => Freeze.FreezeEvent.MoveIn,
        _ => Freeze.FreezeEvent.Correction,
    };

    public static FreezeEvent FreezeEvent(this PlacementEnd end) => end switch
    {
        PlacementEnd.Retirement => Freeze.FreezeEvent.Retirement,
        PlacementEnd.Death => Freeze.FreezeEvent.Death,
        PlacementEnd.MoveOut => Freeze.FreezeEvent.MoveOut,
        PlacementEnd.Discipline => Freeze.FreezeEvent.Discipline,
        _ => Freeze.FreezeEvent.Correction,
    };
}
