namespace Orchestrator.Office.Reviews;

/// <summary>The answer of a reviewing unit as a whole.</summary>
public enum ReviewResult
{
    /// <summary>无意见</summary>
    NoObjection,

    /// <summary>有意见</summary>
    WithOpinions,

    /// <summary>原则性反对</summary>
    Object,

    /// <summary>申请回避</summary>
    Recuse,

    /// <summary>未反馈视为无意见</summary>
    FormSilence,
}

public enum OpinionCategory
{
    Substantive,
    Wording,
    Format,
    Policy,
    Data,
}

public enum OpinionSeverity
{
    /// <summary>必须修改</summary>
    Must,

    /// <summary>建议修改</summary>
    Suggest,
}

/// <summary>How an opinion is dealt with: by the consolidating office (column 9) or by the submitting unit (column 10).</summary>
public enum Disposition
{
    Adopt,
    Partial,
    Reject,

    /// <summary>转协调; never an answer of the submitting unit.</summary>
    Coordinate,
}

public enum Stance
{
    Agree,
    Reserve,
}

public enum ItemState
{
    Open,

    /// <summary>待协调</summary>
    Coordinating,

    /// <summary>协商一致: settled between the units, minutes signed.</summary>
    Agreed,

    /// <summary>已裁定: decided from above, binding.</summary>
    Ruled,

    /// <summary>已闭环</summary>
    Closed,
}

/// <summary>One opinion as the rules see it. <paramref name="UnitResult"/> is the answer of its unit as a whole.</summary>
public sealed record Opinion(
    string Id, string UnitId, string UnitName, OpinionCategory Category, string Location, string? Original, string? Proposed,
    string Reason, string? Basis, OpinionSeverity Severity, ReviewResult UnitResult);

public static class OpinionNames
{
    public static string Zh(this ReviewResult result) => result switch
    {
        ReviewResult.NoObjection => "无意见",
        ReviewResult.WithOpinions => "有意见",
        ReviewResult.Object => "原则性反对",
        ReviewResult.Recuse => "申请回避",
        _ => "未反馈视为无意见",
    };

    public static string Zh(this OpinionCategory category) => category switch
    {
        OpinionCategory.Substantive => "实质性",
        OpinionCategory.Wording => "文字性",
        OpinionCategory.Format => "格式性",
        OpinionCategory.Policy => "政策口径",
        _ => "数据",
    };

    public static string Zh(this OpinionSeverity severity) => severity == OpinionSeverity.Must ? "必须修改" : "建议修改";

    public static string Zh(this Disposition disposition) => disposition switch
    {
        Disposition.Adopt => "采纳",
        Disposition.Partial => "部分采纳",
        Disposition.Reject => "不采纳",
        _ => "转协调",
    };

    public static string Zh(this Stance stance) => stance == Stance.Agree ? "同意" : "保留意见";

    public static string Zh(this ItemState state) => state switch
    {
        ItemState.Coordinating => "待协调",
        ItemState.Agreed => "已协商一致",
        ItemState.Ruled => "已裁定",
        ItemState.Closed => "已闭环",
        _ => "待答复",
    };
}
