namespace Orchestrator.Organization.Duties;

public enum DutyAction
{
    /// <summary>整体划转.</summary>
    Whole,

    /// <summary>部分划转.</summary>
    Part,

    /// <summary>合并.</summary>
    Merge,

    /// <summary>下放.</summary>
    Delegate,

    /// <summary>取消: goes nowhere.</summary>
    Cancel,

    /// <summary>新增: comes from nowhere.</summary>
    Add,
}

/// <summary>职责划转. Quotas with reason 职责划转 follow one of these (D-01).</summary>
/// <param name="FromOrganId">Null only for <see cref="DutyAction.Add"/>.</param>
/// <param name="ToOrganId">Null only for <see cref="DutyAction.Cancel"/>.</param>
public sealed record DutyTransfer(string Id, IReadOnlyList<string> DutyIds, string? FromOrganId, string? ToOrganId, DutyAction Action, DateOnly EffectiveOn);

public static class DutyActions
{
    public static string Label(this DutyAction action) => action switch
    {
        DutyAction.Whole => "整体划转",
        DutyAction.Part => "部分划转",
        DutyAction.Merge => "合并",
        DutyAction.Delegate => "下放",
        DutyAction.Cancel => "取消",
        _ => "新增",
    };
}
