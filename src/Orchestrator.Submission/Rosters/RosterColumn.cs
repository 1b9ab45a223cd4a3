namespace Orchestrator.Submission.Rosters;

/// <summary>A column of the roster: its key in paths of findings, its Chinese heading and whether a row must fill it.</summary>
public sealed record RosterColumn(string Key, string Title, Func<RosterRow, string?> Cell, Func<RosterRow, bool>? RequiredOf = null)
{
    /// <summary>People without a quota (聘用) move on no line of the quota plan.</summary>
    public const string NoQuota = "无编制";

    /// <summary>In the order of the form.</summary>
    public static IReadOnlyList<RosterColumn> All { get; } =
    [
        Required("number", "序号", row => row.Number),
        Required("name", "姓名", row => row.Name),
        Required("gender", "性别", row => row.Gender),
        Required("identityNumber", "公民身份号码", row => row.IdentityNumber),
        Required("birth", "出生年月", row => row.Birth),
        Required("ethnicity", "民族", row => row.Ethnicity),
        Required("politicalStatus", "政治面貌", row => row.PoliticalStatus),
        new("education", "学历/学位", row => row.Education),
        Required("startedWorkOn", "参加工作时间", row => row.StartedWorkOn),
        new("joinedUnit", "进入本单位时间/方式", row => row.JoinedUnit),
        Required("fromUnit", "现单位", row => row.FromUnit),
        Required("fromDivision", "现内设机构", row => row.FromDivision),
        Required("post", "现职务", row => row.Post),
        new("postSince", "任现职时间", row => row.PostSince),
        new("rank", "现职级/岗位等级", row => row.Rank),
        Required("quotaType", "编制类型", row => row.QuotaType),
        Required("fundingForm", "经费形式", row => row.FundingForm),
        Required("identity", "人员身份", row => row.Identity),
        Required("category", "人员类别", row => row.Category),
        new("registerNumber", "实名制编号/入编文号", row => row.RegisterNumber),
        Required("toUnit", "拟转入单位", row => row.ToUnit),
        Required("toDivision", "拟转入内设机构/事业单位", row => row.ToDivision),
        new("proposedPost", "拟任职务/拟定岗位", row => row.ProposedPost),
        Required("dutyTransfer", "依据职责划转事项", row => row.DutyTransfer),
        new("quotaLine", "依据编制划转行", row => row.QuotaLine, row => row.QuotaType?.Trim() is not NoQuota),
        Required("manner", "划转方式", row => row.Manner),
        new("partyBranch", "党组织关系所在支部", row => row.PartyBranch),
        new("salary", "工资标准/级别", row => row.Salary),
        new("insurance", "社保状态", row => row.Insurance),
        new("special", "特殊情形", row => row.Special),
        new("ownOpinion", "本人意见", row => row.OwnOpinion),
        new("unitOpinion", "所在单位意见", row => row.UnitOpinion),
        Required("partyOpinion", "党委（党组）意见", row => row.PartyOpinion),
        new("remark", "备注", row => row.Remark),
    ];

    public bool IsRequired(RosterRow row) => RequiredOf?.Invoke(row) ?? false;

    private static RosterColumn Required(string key, string title, Func<RosterRow, string?> cell) => new(key, title, cell, _ => true);
}
